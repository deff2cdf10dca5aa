package org.wanrenhui.membership.internal.api;

import org.wanrenhui.portal.api.web.Problem;

/** The query parameters {@code limit} and {@code after} of lists. */
public final class Paging {

    private static final int USUAL = 20;
    private static final int MOST = 100;

    private Paging() {}

    /** Between 1 and 100; 20 when missing. */
    public static int limit(Integer limit) {
        return limit == null ? USUAL : Math.max(1, Math.min(MOST, limit));
    }

    /** Key after which an ascending list goes on. Throws {@link Problem} 422 for what no list has answered. */
    public static long after(String cursor) {
        return number(cursor, 0);
    }

    /** Key before which a descending list goes on. */
    public static long before(String cursor) {
        return number(cursor, Long.MAX_VALUE);
    }

    private static long number(String cursor, long start) {
        if (cursor == null || cursor.isEmpty()) {
            return start;
        }
        if (!cursor.matches("[0-9]{1,18}")) {
            throw Problem.invalid("after", "membership.cursor.malformed");
        }
        return Long.parseLong(cursor);
    }
}
