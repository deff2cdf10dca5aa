package org.wanrenhui.portal.api;

import java.util.List;
import java.util.function.Function;

/**
 * Part of a list that is paged by key.
 *
 * @param items in list order
 * @param next  opaque cursor of the following part, or null at the end
 */
public record Slice<T>(List<T> items, String next) {

    public Slice {
        items = List.copyOf(items);
    }

    /** The same part with each item turned into something else. */
    public <R> Slice<R> map(Function<? super T, ? extends R> function) {
        return new Slice<>(items.stream().<R>map(function).toList(), next);
    }

    /**
     * Makes a part of a list read with one row more than asked for.
     *
     * @param rows   up to {@code limit + 1} rows
     * @param limit  rows to keep
     * @param cursor cursor that continues after the given row
     */
    public static <T> Slice<T> of(List<T> rows, int limit, Function<? super T, String> cursor) {
        if (rows.size() <= limit) {
            return new Slice<>(rows, null);
        }
        List<T> kept = rows.subList(0, limit);
        return new Slice<>(kept, cursor.apply(kept.get(limit - 1)));
    }
}
