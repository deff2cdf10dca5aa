package org.wanrenhui.portal.api.files;

import java.util.List;
import java.util.Set;

/**
 * What an owner takes.
 *
 * @param kinds     kinds of files
 * @param largest   bytes of an upload at most; the portal's own limit ({@code web.upload.megabytes}) holds as well
 * @param widths    widths in which pictures are kept, in pixels, ascending; a picture is never enlarged
 * @param square    whether pictures are cut to a square
 * @param sensitive whether no browser may keep what it has been sent
 */
public record FileRules(Set<FileKind> kinds, long largest, List<Integer> widths, boolean square, boolean sensitive) {

    /** Widths for pictures in pages: a thumbnail, a column on a phone or a desktop, the whole screen. */
    public static final List<Integer> PAGE_WIDTHS = List.of(320, 800, 1600);

    public FileRules {
        kinds = Set.copyOf(kinds);
        widths = List.copyOf(widths);
        if (largest <= 0 || widths.isEmpty()) {
            throw new IllegalArgumentException("Rules need a size and a width");
        }
    }

    /** Pictures in pages and documents, of 20 MB at most. */
    public static FileRules attachments() {
        return new FileRules(Set.of(FileKind.PICTURE, FileKind.DOCUMENT), 20_000_000, PAGE_WIDTHS, false, false);
    }

    /** A square picture of a member or a shop, of 10 MB at most. */
    public static FileRules portrait() {
        return new FileRules(Set.of(FileKind.PICTURE), 10_000_000, List.of(96, 192, 384), true, false);
    }

    /** Papers that prove something: pictures and documents of 10 MB at most which no browser keeps. */
    public static FileRules evidence() {
        return new FileRules(Set.of(FileKind.PICTURE, FileKind.DOCUMENT), 10_000_000, PAGE_WIDTHS, false, true);
    }
}
