package org.wanrenhui.portal.web.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Looks at the path as it was sent. What no honest client sends is refused before anything interprets it. */
final class RequestPath {

    private static final int LONGEST = 2_048;
    private static final String UNSAFE_IN_URI = "\"<>\\^`{|}";

    private RequestPath() {}

    /** The path in a form that every URI parser takes; empty when it must be refused. */
    static Optional<String> check(String raw) {
        if (raw == null || raw.isEmpty() || raw.charAt(0) != '/' || raw.length() > LONGEST || raw.indexOf('\\') >= 0) {
            return Optional.empty();
        }
        String lower = raw.toLowerCase(Locale.ROOT);
        if (!escapesHold(raw)
                || lower.contains("%00")
                || lower.contains("%2f")
                || lower.contains("%5c")
                || raw.indexOf(';') >= 0
                || raw.contains("//")) {
            return Optional.empty();
        }
        for (String segment : lower.replace("%2e", ".").split("/")) {
            if (segment.equals("..") || segment.equals(".")) {
                return Optional.empty();
            }
        }
        return Optional.of(escape(raw));
    }

    /** The query in a form that every URI parser takes; empty when an escape is broken. */
    static Optional<String> checkQuery(String raw) {
        if (raw == null) {
            return Optional.of("");
        }
        return raw.length() <= 8_192 && escapesHold(raw) ? Optional.of(escape(raw)) : Optional.empty();
    }

    private static boolean escapesHold(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == 0x7f) {
                return false;
            }
            if (c == '%') {
                if (i + 2 >= text.length()
                        || Character.digit(text.charAt(i + 1), 16) < 0
                        || Character.digit(text.charAt(i + 2), 16) < 0) {
                    return false;
                }
                i += 2;
            }
        }
        return true;
    }

    private static String escape(String text) {
        StringBuilder escaped = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean unsafe = c == ' ' || c > 0x7e || UNSAFE_IN_URI.indexOf(c) >= 0 || c == '[' || c == ']';
            if (unsafe && escaped == null) {
                escaped = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (unsafe) {
                int point = text.codePointAt(i);
                for (byte b : new String(Character.toChars(point)).getBytes(StandardCharsets.UTF_8)) {
                    escaped.append(String.format("%%%02X", b & 0xff));
                }
                i += Character.charCount(point) - 1;
            } else if (escaped != null) {
                escaped.append(c);
            }
        }
        return escaped == null ? text : escaped.toString();
    }
}
