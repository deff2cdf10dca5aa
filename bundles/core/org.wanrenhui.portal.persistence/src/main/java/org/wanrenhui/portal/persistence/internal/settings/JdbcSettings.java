package org.wanrenhui.portal.persistence.internal.settings;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.persistence.internal.common.Threads;
import org.wanrenhui.portal.persistence.internal.database.Database;
import org.wanrenhui.portal.persistence.internal.database.Sql;

/** Settings in memory, as of the version that the table had last time somebody looked. */
public final class JdbcSettings implements Settings, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcSettings.class);
    private static final int KEY = 200;
    private static final int VALUE = 32_000;

    private final Database database;
    private final ScheduledExecutorService clock = Threads.clock("portal-settings");
    private volatile State state = new State(-1, Map.of());

    public JdbcSettings(Database database) {
        this.database = database;
        refresh();
    }

    private record State(long version, Map<String, String> values) {}

    /** Begins to look every second whether another node has changed something. */
    public void start() {
        clock.scheduleWithFixedDelay(this::refreshQuietly, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(state.values().get(key));
    }

    @Override
    public Map<String, String> withPrefix(String prefix) {
        return state.values().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> b, TreeMap::new));
    }

    @Override
    public void put(Map<String, String> values) {
        values.forEach(JdbcSettings::check);
        database.write(sql -> {
            // First of all, because it is the lock: two operators who save the same key come one after the other.
            sql.update("UPDATE portal.setting_version SET version = version + 1 WHERE id = 1");
            write(sql, values);
            return null;
        });
        refresh();
    }

    private static void write(Sql sql, Map<String, String> values) throws SQLException {
        for (Map.Entry<String, String> entry : new TreeMap<>(values).entrySet()) {
            sql.update("DELETE FROM portal.setting WHERE setting_key = ?", entry.getKey());
            if (entry.getValue() != null && !entry.getValue().isBlank()) {
                sql.update(
                        "INSERT INTO portal.setting (setting_key, setting_value) VALUES (?, ?)",
                        entry.getKey(),
                        entry.getValue());
            }
        }
    }

    @Override
    public boolean replace(Map<String, String> seen, Map<String, String> values) {
        values.forEach(JdbcSettings::check);
        boolean stored = database.write(sql -> {
            // The lock comes before the look, so that of two editors at the same moment one sees the other's values.
            sql.update("UPDATE portal.setting_version SET version = version + 1 WHERE id = 1");
            for (Map.Entry<String, String> entry : seen.entrySet()) {
                String now = sql.first(
                                "SELECT setting_value FROM portal.setting WHERE setting_key = ?",
                                row -> row.getString(1),
                                entry.getKey())
                        .orElse("");
                if (!now.equals(entry.getValue())) {
                    return false;
                }
            }
            write(sql, values);
            return true;
        });
        refresh();
        return stored;
    }

    private static void check(String key, String value) {
        if (key.isBlank() || key.length() > KEY || value != null && value.length() > VALUE) {
            throw new IllegalArgumentException("setting too long: " + key);
        }
    }

    /** Reads everything again if the version is a new one. */
    synchronized void refresh() {
        State read = database.read(sql -> {
            long version = sql.number("SELECT version FROM portal.setting_version WHERE id = 1");
            if (version == state.version()) {
                return state;
            }
            Map<String, String> values = new HashMap<>();
            sql.list("SELECT setting_key, setting_value FROM portal.setting", row -> {
                return values.put(row.getString(1), row.getString(2));
            });
            return new State(version, Map.copyOf(values));
        });
        state = read;
    }

    private void refreshQuietly() {
        try {
            refresh();
        } catch (RuntimeException e) {
            LOG.warn("Settings cannot be read for now; those in memory stay", e);
        }
    }

    @Override
    public void close() {
        Threads.stop(clock);
    }
}
