package org.wanrenhui.membership.internal.places;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads official divisions from {@code code,name,level,parent_code}; fields may stand in double quotes. */
final class DivisionCsv {

    private static final Set<String> LEVELS = Set.of("province", "city", "district", "street", "community");
    private static final Pattern LINE =
            Pattern.compile("\"?([0-9]{2,12})\"?,(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*)),\"?([a-z]+)\"?,\"?([0-9]*)\"?");
    private static final int LONGEST_NAME = 80;

    private DivisionCsv() {}

    /** One line; parent 0 at the top. */
    record Line(long code, String name, String level, long parent) {}

    /** Lines by code, in their order; a code that comes twice counts as it comes last. */
    static Map<Long, Line> read(Reader csv) {
        Map<Long, Line> lines = new LinkedHashMap<>();
        try (BufferedReader reader = new BufferedReader(csv)) {
            int number = 0;
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                number++;
                String line = number == 1 && text.startsWith("\ufeff") ? text.substring(1) : text;
                if (!line.isBlank() && !(number == 1 && line.startsWith("code,"))) {
                    Line parsed = parse(line.strip(), number);
                    lines.put(parsed.code(), parsed);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static Line parse(String text, int number) {
        Matcher parts = LINE.matcher(text);
        if (!parts.matches() || !LEVELS.contains(parts.group(4))) {
            throw new IllegalArgumentException("line " + number + " is not a division");
        }
        String name = parts.group(2) == null ? parts.group(3) : parts.group(2).replace("\"\"", "\"");
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("line " + number + " has no usable name");
        }
        String parent = parts.group(5);
        return new Line(
                Long.parseLong(parts.group(1)),
                name.strip(),
                parts.group(4),
                parent.isEmpty() ? 0 : Long.parseLong(parent));
    }
}
