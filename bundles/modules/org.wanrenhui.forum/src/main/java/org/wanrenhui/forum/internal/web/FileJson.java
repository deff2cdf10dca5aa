package org.wanrenhui.forum.internal.web;

import java.util.List;
import org.wanrenhui.forum.internal.store.Attachment;
import org.wanrenhui.forum.internal.store.Attachments;
import org.wanrenhui.portal.api.web.Problem;

/** A file in a post, as the API shows it; {@code preview} is null for documents. */
public record FileJson(
        long id, String name, String type, long size, int width, int height, String href, String preview, String alt) {

    /** A file to put into a post: uploaded before at {@code /api/v1/files?for=forum.post}. */
    public record Chosen(long id, String alt) {}

    static List<FileJson> of(List<Attachment> files) {
        return files.stream()
                .map(file -> new FileJson(
                        file.file(),
                        file.name(),
                        file.type(),
                        file.size(),
                        file.width(),
                        file.height(),
                        file.href(),
                        file.picture() ? file.preview() : null,
                        file.alt()))
                .toList();
    }

    /** What was chosen; null for none. */
    static Attachments.Choice choice(List<Chosen> files) {
        List<Chosen> given = files == null ? List.of() : files;
        if (given.stream().anyMatch(file -> file == null)) {
            throw Problem.invalid("files", "forum.problem.attachment-gone");
        }
        return Attachments.Choice.of(
                given.stream().map(Chosen::id).toList(),
                given.stream().map(file -> file.alt() == null ? "" : file.alt()).toList(),
                List.of(),
                List.of());
    }
}
