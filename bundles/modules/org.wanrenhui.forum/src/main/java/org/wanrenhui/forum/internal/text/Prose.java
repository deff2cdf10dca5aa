package org.wanrenhui.forum.internal.text;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns what members write into HTML: paragraphs, line breaks, {@code > quotes}, {@code - lists}, {@code **bold**},
 * addresses and mentions. Everything that is not one of these is shown as it was written; nothing that was written becomes
 * markup by itself, because every character goes through {@link #escape(String)} and only our own tags are added.
 */
public final class Prose {

    private static final Pattern INLINE = Pattern.compile(
            "(?<bold>\\*\\*(?=\\S)(?<strong>[^*\\n]{1,500}?)(?<=\\S)\\*\\*)"
                    + "|(?<link>https?://[\\w.-]{1,200}(?::\\d{1,5})?(?:/[\\w./?%&=#~+:;,@!$'()*-]{0,800})?)"
                    + "|(?<mention>(?<![A-Za-z0-9._%+-])@[\\p{L}\\p{N}_·]{1,30})",
            Pattern.UNICODE_CHARACTER_CLASS);
    private static final int MENTIONS = 10;
    private static final int NAME = 20;
    private static final String TRAILING = ".,;:!?)'";

    private Prose() {}

    /** HTML of a body in which nobody is known by name. */
    public static String html(String body) {
        return html(body, Map.of());
    }

    /** HTML of a body; {@code members} are the ids of those who are mentioned, by name. */
    public static String html(String body, Map<String, Long> members) {
        StringBuilder out = new StringBuilder(body.length() + 128);
        String open = "";
        boolean inParagraph = false;
        for (String line : body.split("\n", -1)) {
            String kind = line.startsWith("> ") || line.equals(">")
                    ? "blockquote"
                    : line.startsWith("- ") ? "ul" : line.isBlank() ? "" : "p";
            if (!kind.equals(open)) {
                close(out, open);
                open(out, kind);
                open = kind;
                inParagraph = false;
            }
            switch (kind) {
                case "blockquote" -> {
                    out.append(inParagraph ? "<br>" : "");
                    inline(out, line.length() > 2 ? line.substring(2) : "", members);
                    inParagraph = true;
                }
                case "ul" -> {
                    out.append("<li>");
                    inline(out, line.substring(2), members);
                    out.append("</li>");
                }
                case "p" -> {
                    out.append(inParagraph ? "<br>" : "");
                    inline(out, line, members);
                    inParagraph = true;
                }
                default -> inParagraph = false;
            }
        }
        close(out, open);
        return out.toString();
    }

    /** The first characters of a body on one line, without marks; for lists and descriptions. */
    public static String excerpt(String body, int codePoints) {
        String line = body.replaceAll("(?m)^(> |- )", "")
                .replace("**", "")
                .replaceAll("\\s+", " ")
                .strip();
        return line.codePointCount(0, line.length()) <= codePoints
                ? line
                : line.substring(0, line.offsetByCodePoints(0, codePoints)) + "…";
    }

    /** What follows each @ in a body, as far as it can be a name. */
    public static Set<String> mentions(String body) {
        Set<String> names = new LinkedHashSet<>();
        if (body.indexOf('@') < 0) {
            return names;
        }
        Matcher matcher = INLINE.matcher(body);
        while (matcher.find() && names.size() < MENTIONS) {
            if (matcher.group("mention") != null) {
                names.add(matcher.group("mention").substring(1));
            }
        }
        return names;
    }

    /** Every name that a body may mention: each beginning of what follows an @. */
    public static Set<String> candidates(String body) {
        Set<String> names = new LinkedHashSet<>();
        for (String mention : mentions(body)) {
            int most = mention.codePointCount(0, mention.length());
            for (int length = Math.min(most, NAME); length >= 1; length--) {
                names.add(mention.substring(0, mention.offsetByCodePoints(0, length)));
            }
        }
        return names;
    }

    /** The longest beginning that is a key, or an empty text. */
    public static String longest(String mention, Map<String, Long> members) {
        if (!members.isEmpty()) {
            for (int end = mention.length(); end > 0; end--) {
                if (members.containsKey(mention.substring(0, end))) {
                    return mention.substring(0, end);
                }
            }
        }
        return "";
    }

    /** Whether the body holds an address. */
    public static boolean hasLink(String body) {
        return body.contains("http://") || body.contains("https://");
    }

    private static void open(StringBuilder out, String kind) {
        switch (kind) {
            case "blockquote" -> out.append("<blockquote class=\"quote\">");
            case "ul" -> out.append("<ul>");
            case "p" -> out.append("<p>");
            default -> {
                // A blank line only ends what was open.
            }
        }
    }

    private static void close(StringBuilder out, String kind) {
        if (!kind.isEmpty()) {
            out.append("</").append(kind).append('>');
        }
    }

    private static void inline(StringBuilder out, String line, Map<String, Long> members) {
        Matcher matcher = INLINE.matcher(line);
        int from = 0;
        while (matcher.find()) {
            escape(out, line, from, matcher.start());
            from = matcher.end();
            if (matcher.group("bold") != null) {
                out.append("<strong>");
                escape(out, matcher.group("strong"));
                out.append("</strong>");
            } else if (matcher.group("mention") != null) {
                String meant = longest(matcher.group().substring(1), members);
                from = matcher.start() + 1 + meant.length();
                if (meant.isEmpty()) {
                    out.append('@');
                } else {
                    out.append("<a class=\"mention\" href=\"/u/")
                            .append(members.get(meant))
                            .append("\">@");
                    escape(out, meant);
                    out.append("</a>");
                }
            } else {
                String address = matcher.group();
                while (TRAILING.indexOf(address.charAt(address.length() - 1)) >= 0) {
                    address = address.substring(0, address.length() - 1);
                }
                from = matcher.start() + address.length();
                out.append("<a rel=\"ugc nofollow noopener\" href=\"");
                escape(out, address);
                out.append("\">");
                escape(out, address);
                out.append("</a>");
            }
        }
        escape(out, line, from, line.length());
    }

    /** The text with everything escaped that could be markup in an element or in a quoted attribute. */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        escape(out, text);
        return out.toString();
    }

    private static void escape(StringBuilder out, String text) {
        escape(out, text, 0, text.length());
    }

    private static void escape(StringBuilder out, String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }
}
