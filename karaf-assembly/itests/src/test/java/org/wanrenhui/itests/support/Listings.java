package org.wanrenhui.itests.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The listings of a document: a fenced block of code right after a line that is nothing but a file's name in backticks is
 * that file; a fenced block of {@code sh} is a step to be done.
 */
public record Listings(Map<String, String> files, List<String> steps) {

    private static final Pattern BLOCK =
            Pattern.compile("(?:^`([^`\\n]+)`\\n\\n)?^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    /** Reads them from a file in Markdown. */
    public static Listings of(Path document) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        List<String> steps = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(document));
        while (block.find()) {
            if (block.group(1) != null) {
                files.put(block.group(1), block.group(3));
            } else if (block.group(2).equals("sh")) {
                steps.add(block.group(3));
            }
        }
        return new Listings(files, steps);
    }

    /** Writes the files into a folder. */
    public void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    /** Lines of the files with that ending. */
    public long lines(String ending) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(ending))
                .mapToLong(file -> file.getValue().lines().count())
                .sum();
    }
}
