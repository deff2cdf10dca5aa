package org.wanrenhui.demo.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of the demo region; where each comes from stands in demo/SOURCES.md. */
final class DemoData {

    private DemoData() {}

    static Reader open(String name) {
        return new InputStreamReader(DemoData.class.getResourceAsStream("/demo/" + name), StandardCharsets.UTF_8);
    }

    /** Rows of a CSV without quotes, by the names of its header. */
    static List<Map<String, String>> rows(String name) {
        try (BufferedReader reader = new BufferedReader(open(name))) {
            String[] header = reader.readLine().split(",");
            List<Map<String, String>> rows = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split(",", -1);
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < header.length; i++) {
                    row.put(header[i], cells[i]);
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
