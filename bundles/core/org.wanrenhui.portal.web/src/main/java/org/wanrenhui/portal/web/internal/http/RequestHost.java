package org.wanrenhui.portal.web.internal.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Looks at the name under which the portal was asked: it goes into addresses that the portal writes down. */
final class RequestHost {

    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    private RequestHost() {}

    /** Whether it is a host at all; one that was not sent is none. */
    static boolean wellFormed(String host) {
        return host != null && HOST.matcher(host).matches();
    }

    /**
     * Whether the portal answers to the name.
     *
     * @param host    well-formed
     * @param allowed names without ports, parted by commas or blanks; empty allows every name. Those of the machine
     *                itself are always good, so that nobody who mistypes the own name is locked out for ever
     */
    static boolean allowed(String host, String allowed) {
        String name = host.replaceFirst(":[0-9]{1,5}$", "").toLowerCase(Locale.ROOT);
        return allowed.isBlank()
                || LOOPBACK.contains(name)
                || Arrays.asList(allowed.toLowerCase(Locale.ROOT).trim().split("[,\\s]+"))
                        .contains(name);
    }
}
