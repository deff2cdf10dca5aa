package org.wanrenhui.portal.files.internal.content;

import org.wanrenhui.portal.api.files.FileKind;

/** The types that are taken. */
public enum FileType {
    JPEG(FileKind.PICTURE, "image/jpeg", "jpg"),
    PNG(FileKind.PICTURE, "image/png", "png"),
    GIF(FileKind.PICTURE, "image/gif", "gif"),
    PDF(FileKind.DOCUMENT, "application/pdf", "pdf"),
    DOCX(FileKind.DOCUMENT, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    XLSX(FileKind.DOCUMENT, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    PPTX(FileKind.DOCUMENT, "application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    TEXT(FileKind.DOCUMENT, "text/plain", "txt");

    private final FileKind kind;
    private final String media;
    private final String ending;

    FileType(FileKind kind, String media, String ending) {
        this.kind = kind;
        this.media = media;
        this.ending = ending;
    }

    public FileKind kind() {
        return kind;
    }

    /** Media type. */
    public String media() {
        return media;
    }

    /** Ending of names, without the dot. */
    public String ending() {
        return ending;
    }
}
