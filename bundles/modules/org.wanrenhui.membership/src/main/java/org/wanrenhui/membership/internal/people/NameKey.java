package org.wanrenhui.membership.internal.people;

import java.text.Normalizer;
import java.util.Locale;

/** What two display names must not share, so that nobody can pass for somebody else by case, width or invisible marks. */
public final class NameKey {

    private static final int LONGEST = 45;

    private NameKey() {}

    /** The key; empty for a name in which nothing can be seen. */
    public static String of(String name) {
        String folded = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder key = new StringBuilder();
        folded.codePoints().filter(NameKey::isSeen).limit(LONGEST).forEach(key::appendCodePoint);
        return key.toString();
    }

    private static boolean isSeen(int c) {
        int type = Character.getType(c);
        return !Character.isWhitespace(c)
                && !Character.isSpaceChar(c)
                && type != Character.FORMAT
                && type != Character.CONTROL
                && type != Character.UNASSIGNED
                && type != Character.PRIVATE_USE
                && c != 0x115f
                && c != 0x1160
                && c != 0x3164
                && c != 0x2800;
    }
}
