package org.wanrenhui.portal.persistence.internal.outbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** An event's data as text: a line {@code key=value} each, with {@code \}, line ends and {@code =} in keys escaped. */
final class DataText {

    private DataText() {}

    static String of(Map<String, String> data) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(data).forEach((key, value) -> {
            text.append(escape(key).replace("=", "\\e"));
            text.append('=').append(escape(value)).append('\n');
        });
        return text.toString();
    }

    static Map<String, String> parse(String text) {
        Map<String, String> data = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            int sign = line.indexOf('=');
            if (sign >= 0) {
                data.put(unescape(line.substring(0, sign)), unescape(line.substring(sign + 1)));
            }
        }
        return data;
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String unescape(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder plain = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                char escaped = value.charAt(++i);
                plain.append(escaped == 'n' ? '\n' : escaped == 'e' ? '=' : escaped);
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
