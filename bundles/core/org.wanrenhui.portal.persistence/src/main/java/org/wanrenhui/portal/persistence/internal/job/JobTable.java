package org.wanrenhui.portal.persistence.internal.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.wanrenhui.portal.api.Jobs;
import org.wanrenhui.portal.persistence.internal.common.Errors;
import org.wanrenhui.portal.persistence.internal.database.Database;
import org.wanrenhui.portal.persistence.internal.database.Dialect;
import org.wanrenhui.portal.persistence.internal.database.Sql;

/** What is known of every job's last run. */
final class JobTable {

    private final Database database;

    JobTable(Database database) {
        this.database = database;
    }

    void know(String name) {
        database.write(sql -> {
            if (sql.first("SELECT name FROM portal.job WHERE name = ?", row -> row.getString(1), name)
                    .isEmpty()) {
                sql.update("INSERT INTO portal.job (name, last_millis, failures, error) VALUES (?, 0, 0, '')", name);
            }
            return null;
        });
    }

    /** False when there was never a job of that name. */
    boolean pause(String name, boolean paused) {
        return database.write(sql -> sql.update("UPDATE portal.job SET paused = ? WHERE name = ?", paused, name)) == 1;
    }

    boolean isPaused(String name) {
        return database.read(
                sql -> sql.first("SELECT paused FROM portal.job WHERE name = ?", row -> row.getBoolean(1), name)
                        .orElse(false));
    }

    void started(String name, Instant at) {
        database.write(sql -> sql.update("UPDATE portal.job SET started_at = ? WHERE name = ?", at, name));
    }

    /** Stores how a run ended; returns how many have failed in a row. */
    int ended(String name, Instant started, Optional<Throwable> error) {
        Instant now = Instant.now();
        return database.write(sql -> {
            sql.update(
                    "UPDATE portal.job SET ended_at = ?, last_millis = ?, error = ?, failures = "
                            + (error.isPresent() ? "failures + 1" : "0") + " WHERE name = ?",
                    now,
                    now.toEpochMilli() - started.toEpochMilli(),
                    error.map(Errors::line).orElse(""),
                    name);
            return (int) sql.number("SELECT failures FROM portal.job WHERE name = ?", name);
        });
    }

    List<Jobs.Status> all(Predicate<String> present) {
        return database.read(sql -> sql.list(
                "SELECT j.name, j.paused, j.started_at, j.last_millis, j.failures, j.error, t.picked, t.execution_time "
                        + "FROM portal.job j LEFT JOIN portal.scheduled_task t ON t.task_name = '" + JobRunner.TASK
                        + "' AND t.task_instance = j.name ORDER BY j.name",
                row -> status(row, present.test(row.getString("name")))));
    }

    private Jobs.Status status(ResultSet row, boolean present) throws SQLException {
        Optional<Instant> next =
                present && !row.getBoolean("paused") ? Optional.ofNullable(due(row)) : Optional.empty();
        return new Jobs.Status(
                row.getString("name"),
                present,
                row.getBoolean("paused"),
                row.getBoolean("picked"),
                Optional.ofNullable(Sql.instant(row, "started_at")),
                row.getLong("last_millis"),
                row.getInt("failures"),
                row.getString("error"),
                next);
    }

    /** The scheduler's own column: with a zone where the database has that. */
    private Instant due(ResultSet row) throws SQLException {
        if (database.dialect() == Dialect.DERBY) {
            return Sql.instant(row, "execution_time");
        }
        var timestamp = row.getTimestamp("execution_time");
        return timestamp == null ? null : timestamp.toInstant();
    }
}
