package org.wanrenhui.portal.persistence.internal.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;

/** Statements over one connection, with values bound, times in UTC, and every statement counted. */
public final class Sql {

    private final Connection connection;

    public Sql(Connection connection) {
        this.connection = connection;
    }

    /** Makes something of the row that the result stands on. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    public <T> List<T> list(String sql, Row<T> row, Object... values) throws SQLException {
        long start = System.nanoTime();
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> list = new ArrayList<>();
            while (rows.next()) {
                list.add(row.read(rows));
            }
            return list;
        } finally {
            QueryCounter.counted(System.nanoTime() - start);
        }
    }

    public <T> Optional<T> first(String sql, Row<T> row, Object... values) throws SQLException {
        List<T> list = list(sql, row, values);
        return list.isEmpty() ? Optional.empty() : Optional.of(list.get(0));
    }

    /** The number in the first column of the only row. */
    public long number(String sql, Object... values) throws SQLException {
        return first(sql, row -> row.getLong(1), values).orElse(0L);
    }

    public int update(String sql, Object... values) throws SQLException {
        long start = System.nanoTime();
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        } finally {
            QueryCounter.counted(System.nanoTime() - start);
        }
    }

    public void batch(String sql, List<Object[]> rows) throws SQLException {
        long start = System.nanoTime();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object[] row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        } finally {
            QueryCounter.counted(System.nanoTime() - start);
        }
    }

    public void call(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareCall(sql)) {
            bind(statement, values);
            statement.execute();
        }
    }

    /** A time written by this class; null stays null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column, utc());
        return timestamp == null ? null : timestamp.toInstant();
    }

    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            bind(statement, values);
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof Instant instant) {
                statement.setTimestamp(i + 1, Timestamp.from(instant), utc());
            } else if (value == null) {
                statement.setNull(i + 1, Types.VARCHAR);
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }

    /** A new one each time: drivers change the calendar they are given. */
    public static Calendar utc() {
        return Calendar.getInstance(TimeZone.getTimeZone("UTC"));
    }
}
