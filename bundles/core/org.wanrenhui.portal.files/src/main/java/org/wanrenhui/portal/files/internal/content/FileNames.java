package org.wanrenhui.portal.files.internal.content;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names under which files are kept and downloaded. */
public final class FileNames {

    private static final int LONGEST = 80;
    /** Control characters, those that turn the direction of writing, and what some system forbids in names. */
    private static final Pattern UNSAFE =
            Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}/\\\\:*?\"<>|%;]+");

    private FileNames() {}

    /** A name without path, without what could mislead a reader or a system, with the ending of its type. */
    public static String safe(String sent, FileType type) {
        String name = sent == null ? "" : sent;
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        name = UNSAFE.matcher(Normalizer.normalize(name, Normalizer.Form.NFC)).replaceAll(" ");
        int dot = name.lastIndexOf('.');
        if (dot >= 0 && name.length() - dot <= 6) {
            name = name.substring(0, dot);
        }
        name = name.replaceAll("\\s+", " ").replaceAll("^[ .]+|[ .]+$", "");
        if (name.codePointCount(0, name.length()) > LONGEST) {
            name = name.substring(0, name.offsetByCodePoints(0, LONGEST)).strip();
        }
        return (name.isEmpty() ? type.kind().name().toLowerCase(Locale.ROOT) : name) + "." + type.ending();
    }

    /** {@code Content-Disposition} (RFC 6266) for the name. */
    public static String disposition(boolean inline, String name) {
        String ascii = name.replaceAll("[^A-Za-z0-9._ -]", "_");
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return (inline ? "inline" : "attachment") + "; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
    }
}
