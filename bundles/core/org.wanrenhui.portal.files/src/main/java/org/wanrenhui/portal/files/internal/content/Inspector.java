package org.wanrenhui.portal.files.internal.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.wanrenhui.portal.api.web.Problem;

/** Finds out from the content what a file is. Neither its name nor what the client says of it counts. */
public final class Inspector {

    private static final int HEAD = 4_096;
    private static final int LARGEST_TEXT = 2_000_000;
    private static final int MOST_ENTRIES = 20_000;
    private static final List<Charset> TEXTS = List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"));

    private Inspector() {}

    /** The type. Throws {@link Problem} 415 for one that is not taken and 422 for a document that is damaged. */
    public static FileType inspect(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        if (head.length == 0) {
            throw refused(422, "files.problem.empty");
        }
        if (begins(head, 0xff, 0xd8, 0xff)) {
            return FileType.JPEG;
        }
        if (begins(head, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a)) {
            return FileType.PNG;
        }
        if (begins(head, 'G', 'I', 'F', '8')) {
            return FileType.GIF;
        }
        if (begins(head, 'R', 'I', 'F', 'F') && at(head, 8, "WEBP") || at(head, 4, "ftyp")) {
            throw refused(415, "files.problem.webp");
        }
        if (begins(head, '%', 'P', 'D', 'F', '-')) {
            return pdf(file);
        }
        if (begins(head, 'P', 'K', 3, 4)) {
            return office(file);
        }
        return text(file, head);
    }

    static Problem refused(int status, String key, Object... arguments) {
        return new Problem(
                status,
                status == 415 ? "unsupported-file" : status == 413 ? "too-large" : "invalid",
                key,
                arguments,
                java.util.Map.of("files", key));
    }

    private static boolean begins(byte[] head, int... bytes) {
        if (head.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean at(byte[] head, int from, String word) {
        return head.length >= from + word.length()
                && new String(head, from, word.length(), StandardCharsets.ISO_8859_1).equals(word);
    }

    /** A PDF ends with its mark; one that does not has been cut off. */
    private static FileType pdf(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(2_048, in.length())];
            in.seek(in.length() - tail.length);
            in.readFully(tail);
            if (!new String(tail, StandardCharsets.ISO_8859_1).contains("%%EOF")) {
                throw refused(422, "files.problem.damaged");
            }
        }
        return FileType.PDF;
    }

    /** Only the directory of the archive is read; nothing is unpacked. */
    private static FileType office(Path file) throws IOException {
        Set<String> names = new HashSet<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_ENTRIES) {
                throw refused(415, "files.problem.type");
            }
            zip.stream().map(ZipEntry::getName).forEach(names::add);
        } catch (java.util.zip.ZipException | IllegalArgumentException e) {
            throw refused(422, "files.problem.damaged");
        }
        if (names.stream()
                .anyMatch(name -> name.toLowerCase(java.util.Locale.ROOT).endsWith("vbaproject.bin"))) {
            throw refused(415, "files.problem.macros");
        }
        if (names.contains("[Content_Types].xml")) {
            if (names.contains("word/document.xml")) {
                return FileType.DOCX;
            }
            if (names.contains("xl/workbook.xml")) {
                return FileType.XLSX;
            }
            if (names.contains("ppt/presentation.xml")) {
                return FileType.PPTX;
            }
        }
        throw refused(415, "files.problem.type");
    }

    /** Text is what decodes as such, has no control characters and does not begin like markup. */
    private static FileType text(Path file, byte[] head) throws IOException {
        if (Files.size(file) > LARGEST_TEXT) {
            throw refused(415, "files.problem.type");
        }
        byte[] all = head.length < HEAD ? head : Files.readAllBytes(file);
        for (Charset charset : TEXTS) {
            try {
                CharBuffer decoded = charset.newDecoder().decode(ByteBuffer.wrap(all));
                if (plain(decoded)) {
                    return FileType.TEXT;
                }
                break;
            } catch (CharacterCodingException e) {
                continue;
            }
        }
        throw refused(415, "files.problem.type");
    }

    private static boolean plain(CharBuffer text) {
        boolean begun = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' || c == 0x7f) {
                return false;
            }
            if (!begun && c != '\ufeff' && !Character.isWhitespace(c)) {
                begun = true;
                if (c == '<') {
                    return false;
                }
            }
        }
        return begun;
    }
}
