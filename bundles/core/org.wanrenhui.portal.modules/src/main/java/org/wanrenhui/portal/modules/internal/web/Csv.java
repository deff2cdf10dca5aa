package org.wanrenhui.portal.modules.internal.web;

/** Comma-separated values (RFC 4180) that a spreadsheet opens without running anything. */
final class Csv {

    private Csv() {}

    /** Appends one line. */
    static void line(StringBuilder csv, String... values) {
        for (int i = 0; i < values.length; i++) {
            csv.append(i == 0 ? "\"" : ",\"").append(cell(values[i])).append('"');
        }
        csv.append("\r\n");
    }

    /** A cell that begins like a formula is made text by an apostrophe. */
    private static String cell(String value) {
        String text = value == null ? "" : value.replace("\"", "\"\"");
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
