package org.wanrenhui.portal.moderation.internal.store;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds words in text whatever has been put between their characters: text and words are compared in compatibility form
 * (NFKC), in lower case, and without anything that is neither letter nor digit. Immutable.
 */
final class WordMatcher {

    private static final class Node {
        private final Map<Integer, Node> next = new HashMap<>();
        private String word;
    }

    private final Node root = new Node();

    WordMatcher(Collection<String> words) {
        for (String word : words) {
            Node node = root;
            for (int c : plain(word).codePoints().toArray()) {
                node = node.next.computeIfAbsent(c, key -> new Node());
            }
            if (node != root) {
                node.word = word;
            }
        }
    }

    /** Words found, in the order in which they appear. */
    Set<String> find(String text) {
        Set<String> found = new LinkedHashSet<>();
        int[] plain = plain(text).codePoints().toArray();
        for (int start = 0; start < plain.length; start++) {
            Node node = root;
            for (int i = start; i < plain.length; i++) {
                node = node.next.get(plain[i]);
                if (node == null) {
                    break;
                }
                if (node.word != null) {
                    found.add(node.word);
                }
            }
        }
        return found;
    }

    static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
