package org.wanrenhui.portal.web.internal.page;

import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;

/**
 * Collects the characters of a page and turns them into UTF-8 in one go. Neither synchronised nor bound to a charset
 * coder, which together cost a fifth of a page. Used by one thread at a time.
 */
final class PageBuffer extends Writer {

    /** A buffer that has grown beyond this is not worth keeping. */
    private static final int LARGEST_KEPT = 512 * 1024;

    private char[] chars = new char[32 * 1024];
    private byte[] bytes = new byte[0];
    private int length;

    /** Forgets what was written. */
    void clear() {
        length = 0;
    }

    /** Writes all that was written. */
    void copyTo(Writer to) throws IOException {
        to.write(chars, 0, length);
    }

    boolean worthKeeping() {
        return chars.length <= LARGEST_KEPT;
    }

    @Override
    public void write(int c) {
        room(1);
        chars[length++] = (char) c;
    }

    @Override
    public void write(char[] from, int offset, int count) {
        room(count);
        System.arraycopy(from, offset, chars, length, count);
        length += count;
    }

    @Override
    public void write(String from) {
        write(from, 0, from.length());
    }

    @Override
    public void write(String from, int offset, int count) {
        room(count);
        from.getChars(offset, offset + count, chars, length);
        length += count;
    }

    @Override
    public void flush() {
        // there is nobody behind it
    }

    @Override
    public void close() {
        // nothing to give back
    }

    private void room(int count) {
        if (chars.length - length < count) {
            chars = Arrays.copyOf(chars, Math.max(length + count, chars.length * 2));
        }
    }

    /** What was written as UTF-8; an unpaired surrogate becomes a question mark, as Java's own encoder does it. */
    byte[] utf8() {
        if (bytes.length < length * 3) {
            bytes = new byte[length * 3];
        }
        return Arrays.copyOf(bytes, encode(chars, length, bytes));
    }

    /** Encodes into {@code out}, which must have room for three bytes a character, and tells how many were needed. */
    private static int encode(char[] in, int length, byte[] out) {
        int from = 0;
        int to = 0;
        while (from < length) {
            char c = in[from++];
            if (c < 0x80) {
                out[to++] = (byte) c;
                // pages are mostly markup: stay here as long as it goes on
                while (from < length && (c = in[from]) < 0x80) {
                    out[to++] = (byte) c;
                    from++;
                }
            } else if (c < 0x800) {
                out[to++] = (byte) (0xc0 | c >> 6);
                out[to++] = (byte) (0x80 | c & 0x3f);
            } else if (!Character.isSurrogate(c)) {
                out[to++] = (byte) (0xe0 | c >> 12);
                out[to++] = (byte) (0x80 | c >> 6 & 0x3f);
                out[to++] = (byte) (0x80 | c & 0x3f);
            } else if (Character.isHighSurrogate(c) && from < length && Character.isLowSurrogate(in[from])) {
                int point = Character.toCodePoint(c, in[from++]);
                out[to++] = (byte) (0xf0 | point >> 18);
                out[to++] = (byte) (0x80 | point >> 12 & 0x3f);
                out[to++] = (byte) (0x80 | point >> 6 & 0x3f);
                out[to++] = (byte) (0x80 | point & 0x3f);
            } else {
                out[to++] = '?';
            }
        }
        return to;
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }
}
