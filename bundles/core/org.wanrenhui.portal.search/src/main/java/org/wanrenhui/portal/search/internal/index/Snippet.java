package org.wanrenhui.portal.search.internal.index;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A piece of text around what was found, cut into parts that were hit and parts that were not. */
public final class Snippet {

    private static final int BEFORE = 30;
    private static final int LENGTH = 120;

    /** A part of a snippet. */
    public record Part(String text, boolean hit) {}

    private Snippet() {}

    static List<Part> of(String text, List<String> words) {
        return of(text, words, LENGTH);
    }

    /** The whole text, for titles. */
    static List<Part> whole(String text, List<String> words) {
        return of(text, words, Integer.MAX_VALUE);
    }

    private static List<Part> of(String text, List<String> words, int length) {
        int from = length == Integer.MAX_VALUE ? 0 : start(text, words);
        String window = cut(text, from, length);
        String plainWindow = plain(window);
        List<Part> parts = new ArrayList<>();
        StringBuilder rest = new StringBuilder(from > 0 ? "…" : "");
        for (int i = 0; i < window.length(); ) {
            int hit = longest(plainWindow, i, words);
            if (hit == 0) {
                rest.append(window.charAt(i) == '\n' ? ' ' : window.charAt(i));
                i++;
            } else {
                if (rest.length() > 0) {
                    parts.add(new Part(rest.toString(), false));
                    rest.setLength(0);
                }
                parts.add(new Part(window.substring(i, i + hit), true));
                i += hit;
            }
        }
        rest.append(from + window.length() < text.length() ? "…" : "");
        if (rest.length() > 0) {
            parts.add(new Part(rest.toString(), false));
        }
        return parts;
    }

    /** Where the window begins: a little before the first hit. */
    private static int start(String text, List<String> words) {
        int first = first(text, words);
        if (first < 0) {
            // Written in another form: capitals, full width. Whole texts are turned into plain ones only then.
            first = Math.max(0, first(plain(text), words));
        }
        int from = Math.max(0, first - BEFORE);
        return from > 0 && Character.isLowSurrogate(text.charAt(from)) ? from - 1 : from;
    }

    private static int first(String text, List<String> words) {
        int first = -1;
        for (String word : words) {
            int at = text.indexOf(word);
            first = at >= 0 && (first < 0 || at < first) ? at : first;
        }
        return first;
    }

    /** In the form of the words, if that has the same length; otherwise marks would be shifted, so there are none. */
    private static String plain(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        if (plain.length() != text.length()) {
            plain = text.toLowerCase(Locale.ROOT);
        }
        return plain.length() == text.length() ? plain : " ".repeat(text.length());
    }

    private static int longest(String text, int at, List<String> words) {
        int longest = 0;
        for (String word : words) {
            if (word.length() > longest && text.startsWith(word, at)) {
                longest = word.length();
            }
        }
        return longest;
    }

    /** At most so many characters from there, never half a pair. */
    private static String cut(String text, int from, int length) {
        int start = from;
        int end = (int) Math.min(text.length(), (long) start + length);
        if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
            end--;
        }
        return text.substring(start, end);
    }
}
