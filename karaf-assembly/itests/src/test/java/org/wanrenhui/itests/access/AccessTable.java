package org.wanrenhui.itests.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of docs/access.md. */
final class AccessTable {

    /** What somebody is told. */
    enum Answer {
        /** Gets through; the answer is that of the operation. */
        THROUGH,
        /** Has to sign in first. */
        SIGN_IN,
        /** Is refused, and may know that there is something. */
        FORBIDDEN,
        /** Is told the same as about an id that nobody has. */
        NOT_THERE
    }

    /** One operation. */
    record Row(
            String method, String path, String declared, String object, Set<String> who, Map<String, Answer> others) {

        String key() {
            return method + " " + path;
        }

        boolean api() {
            return path.startsWith("/api/");
        }

        boolean safe() {
            return method.equals("GET");
        }
    }

    private final Map<String, Set<String>> sets = new LinkedHashMap<>();
    private final Map<String, Set<String>> holders = new LinkedHashMap<>();
    private final Set<String> roles = new LinkedHashSet<>();
    private final Map<String, Row> rows = new LinkedHashMap<>();

    AccessTable(Path file) throws IOException {
        List<String> header = List.of();
        for (String line : Files.readAllLines(file)) {
            if (!line.startsWith("|")) {
                header = List.of();
            } else if (header.isEmpty()) {
                header = cells(line);
            } else if (!line.startsWith("|--")) {
                take(header.get(0), cells(line));
            }
        }
    }

    private void take(String table, List<String> cells) {
        switch (table) {
            case "role" -> roles.add(cells.get(0));
            case "set" -> sets.put(cells.get(0), members(cells.get(1)));
            case "permission in some scope" -> holders.put(cells.get(0), members(cells.get(1)));
            case "method" -> {
                Row row = new Row(
                        cells.get(0),
                        cells.get(1).replace("`", ""),
                        cells.get(2),
                        cells.get(3),
                        members(cells.get(4)),
                        others(cells.get(5)));
                if (rows.put(row.key(), row) != null) {
                    throw new IllegalStateException("two rows for " + row.key());
                }
            }
            default -> {
                // a table for people
            }
        }
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.substring(1, line.lastIndexOf('|')).split("\\|", -1)) {
            cells.add(cell.strip());
        }
        return cells;
    }

    private Set<String> members(String names) {
        Set<String> members = new LinkedHashSet<>();
        for (String name : names.split(",")) {
            String known = name.strip();
            if (sets.containsKey(known)) {
                members.addAll(sets.get(known));
            } else if (roles.contains(known)) {
                members.add(known);
            } else if (!known.isEmpty()) {
                throw new IllegalStateException("neither role nor set: " + known);
            }
        }
        return members;
    }

    /** {@code 404, sanctioned 403}: the first for everybody, what follows for some. */
    private Map<String, Answer> others(String text) {
        Map<String, Answer> others = new LinkedHashMap<>();
        for (String part : text.split(",")) {
            String[] words = part.strip().split(" ");
            if (words[0].isEmpty()) {
                continue;
            }
            Answer answer = words[words.length - 1].equals("403") ? Answer.FORBIDDEN : Answer.NOT_THERE;
            (words.length == 1 ? roles : members(words[0])).forEach(role -> others.put(role, answer));
        }
        return others;
    }

    Set<String> roles() {
        return roles;
    }

    Set<String> members() {
        return sets.get("members");
    }

    Set<String> neighbours() {
        return sets.get("neighbours");
    }

    Map<String, Row> rows() {
        return rows;
    }

    /** What the role is told when it asks with the object of the row. */
    Answer expected(Row row, String role) {
        if (row.who().contains(role)) {
            return Answer.THROUGH;
        }
        if (!row.declared().equals("public") && role.equals("visitor")) {
            return Answer.SIGN_IN;
        }
        return holds(row.declared(), role) ? row.others().get(role) : Answer.FORBIDDEN;
    }

    private boolean holds(String declared, String role) {
        return switch (declared) {
            case "public", "signed-in" -> true;
            default ->
                declared.endsWith(" *")
                        && holders.get(declared.substring(0, declared.length() - 2))
                                .contains(role);
        };
    }
}
