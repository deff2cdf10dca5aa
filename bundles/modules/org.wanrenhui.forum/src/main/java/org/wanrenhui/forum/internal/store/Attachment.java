package org.wanrenhui.forum.internal.store;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.wanrenhui.portal.api.files.StoredFile;

/**
 * A file in a post, with all that a page needs to show it. Files never change, so the post's row keeps this as text and a
 * page of posts with pictures costs no more queries than one without.
 *
 * @param widths widths of a picture, ascending; empty for a document
 * @param alt    what a picture shows, for those who do not see it; may be empty
 */
public record Attachment(
        long file,
        String name,
        boolean picture,
        String type,
        long size,
        int width,
        int height,
        List<Integer> widths,
        String hash,
        String alt) {

    static Attachment of(StoredFile file, String alt) {
        return new Attachment(
                file.id(),
                file.name(),
                file.picture(),
                file.type(),
                file.size(),
                file.width(),
                file.height(),
                file.widths(),
                file.hash(),
                alt);
    }

    /** Address of the document or of the largest picture. */
    public String href() {
        return StoredFile.address(file, hash, name, 0);
    }

    /** Address of a small picture. */
    public String preview() {
        return widths.isEmpty() ? "" : StoredFile.address(file, hash, name, widths.get(0));
    }

    /** Addresses in all widths. */
    public String srcset() {
        return StoredFile.srcset(file, hash, name, widths);
    }

    /** As a post's row keeps them: a line for each, its fields separated by tabs, which neither names nor texts contain. */
    static String encode(List<Attachment> attachments) {
        return attachments.stream()
                .map(a -> String.join(
                        "\t",
                        Long.toString(a.file),
                        a.picture ? "p" : "d",
                        a.type,
                        Long.toString(a.size),
                        Integer.toString(a.width),
                        Integer.toString(a.height),
                        a.widths.stream().map(String::valueOf).collect(Collectors.joining(",")),
                        a.hash,
                        a.name,
                        a.alt))
                .collect(Collectors.joining("\n"));
    }

    static List<Attachment> decode(String kept) {
        return kept == null || kept.isEmpty()
                ? List.of()
                : kept.lines().map(Attachment::line).toList();
    }

    private static Attachment line(String line) {
        String[] f = line.split("\t", -1);
        List<Integer> widths = f[6].isEmpty()
                ? List.of()
                : Arrays.stream(f[6].split(",")).map(Integer::valueOf).toList();
        return new Attachment(
                Long.parseLong(f[0]),
                f[8],
                f[1].equals("p"),
                f[2],
                Long.parseLong(f[3]),
                Integer.parseInt(f[4]),
                Integer.parseInt(f[5]),
                widths,
                f[7],
                f[9]);
    }
}
