package org.wanrenhui.membership.internal.places;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Buildings as somebody types them, one a line, units behind a colon: {@code 3号楼：1单元，2单元}. */
final class BuildingLines {

    private static final int MOST = 300;
    private static final int NAME = 40;
    private static final int UNITS = 400;

    private BuildingLines() {}

    /** One building; units may be empty. */
    record Line(String name, List<String> units) {

        String stored() {
            return String.join(",", units);
        }
    }

    /** The buildings; a name that comes twice counts once. Throws {@link IllegalArgumentException} for what is too long. */
    static List<Line> parse(String text) {
        Map<String, Line> lines = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            if (!line.isBlank()) {
                Line parsed = parseLine(line.strip());
                lines.putIfAbsent(parsed.name(), parsed);
            }
        }
        if (lines.size() > MOST) {
            throw new IllegalArgumentException("too many buildings");
        }
        return new ArrayList<>(lines.values());
    }

    private static Line parseLine(String line) {
        String[] parts = line.split("[:：]", 2);
        String name = parts[0].strip();
        List<String> units = parts.length == 1
                ? List.of()
                : Stream.of(parts[1].split("[,，、]"))
                        .map(String::strip)
                        .filter(unit -> !unit.isEmpty())
                        .toList();
        Line parsed = new Line(name, units);
        if (name.isEmpty() || name.length() > NAME || parsed.stored().length() > UNITS) {
            throw new IllegalArgumentException("building name or units too long");
        }
        return parsed;
    }

    /** The same text again. */
    static String format(List<Line> lines) {
        return lines.stream()
                .map(line -> line.units().isEmpty() ? line.name() : line.name() + "：" + String.join("，", line.units()))
                .collect(Collectors.joining("\n"));
    }
}
