package org.wanrenhui.forum.internal.store;

import java.time.Instant;
import org.wanrenhui.portal.api.web.Problem;

/** Where a list goes on: the sort key and the id of the last item shown, as {@code key_id}. */
public record Cursor(long key, long id) {

    /** Reads a cursor; null for none. Throws {@link Problem} 400 for something else. */
    public static Cursor parse(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        int separator = text.indexOf('_');
        try {
            return new Cursor(
                    Long.parseLong(text.substring(0, separator)), Long.parseLong(text.substring(separator + 1)));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw Problem.of(400, "bad-cursor", "forum.problem.cursor");
        }
    }

    static String of(Instant at, long id) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000 + "_" + id;
    }

    static String of(double score, long id) {
        return Double.doubleToLongBits(score) + "_" + id;
    }

    Instant instant() {
        return Instant.ofEpochSecond(Math.floorDiv(key, 1_000_000), Math.floorMod(key, 1_000_000) * 1_000L);
    }

    double score() {
        return Double.longBitsToDouble(key);
    }

    @Override
    public String toString() {
        return key + "_" + id;
    }
}
