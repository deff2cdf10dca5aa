package org.wanrenhui.portal.api.files;

/** What a file is, found out from its content. */
public enum FileKind {
    /** JPEG, PNG or GIF; drawn anew and kept in several widths. */
    PICTURE,
    /** PDF, Word, Excel, PowerPoint or plain text; kept as it came and only ever downloaded. */
    DOCUMENT
}
