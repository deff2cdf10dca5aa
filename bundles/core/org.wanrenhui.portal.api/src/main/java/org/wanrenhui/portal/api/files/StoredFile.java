package org.wanrenhui.portal.api.files;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * A file that the portal keeps. It never changes; who may read it is asked of its owner each time.
 *
 * @param id         positive
 * @param owner      name of the {@link org.wanrenhui.portal.api.spi.FileOwner}
 * @param uploaderId member who uploaded it
 * @param name       safe name with the ending that its type has
 * @param kind       picture or document
 * @param type       media type, found out from the content
 * @param size       bytes of a document, or of a picture in its largest width
 * @param width      largest width of a picture; 0 for a document
 * @param height     height at that width; 0 for a document
 * @param widths     widths there are, ascending; empty for a document
 * @param hash       beginning of the SHA-256 of the content, part of its address
 * @param createdAt  when it was uploaded
 */
public record StoredFile(
        long id,
        String owner,
        long uploaderId,
        String name,
        FileKind kind,
        String type,
        long size,
        int width,
        int height,
        List<Integer> widths,
        String hash,
        Instant createdAt) {

    public StoredFile {
        widths = List.copyOf(widths);
    }

    public boolean picture() {
        return kind == FileKind.PICTURE;
    }

    /** Address of the document, or of the picture in its largest width. */
    public String href() {
        return address(id, hash, name, 0);
    }

    /** Address of the picture in the smallest kept width that is not below the wanted one. */
    public String href(int wanted) {
        return address(
                id,
                hash,
                name,
                widths.stream().filter(kept -> kept >= wanted).findFirst().orElse(width));
    }

    /** Addresses in all widths, as {@code srcset} wants them. */
    public String srcset() {
        return srcset(id, hash, name, widths);
    }

    /** Address of a file for modules that keep its parts; {@code width} 0 for the largest. */
    public static String address(long id, String hash, String name, int width) {
        String safe = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return "/files/" + id + "/" + hash + (width == 0 ? "/" : "/w" + width + "/") + safe;
    }

    /** Addresses in all widths for modules that keep its parts. */
    public static String srcset(long id, String hash, String name, List<Integer> widths) {
        StringBuilder set = new StringBuilder();
        for (int width : widths) {
            set.append(set.isEmpty() ? "" : ", ")
                    .append(address(id, hash, name, width))
                    .append(' ')
                    .append(width)
                    .append('w');
        }
        return set.toString();
    }
}
