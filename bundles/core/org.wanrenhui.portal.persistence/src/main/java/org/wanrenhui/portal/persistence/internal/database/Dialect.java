package org.wanrenhui.portal.persistence.internal.database;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/** The databases that the portal runs on, and what differs between them. */
public enum Dialect {
    DERBY("jdbc:derby:", Set.of("40001", "40XL1", "40XL2")),
    POSTGRESQL("jdbc:postgresql:", Set.of("40001", "40P01"));

    private final String urlPrefix;
    private final Set<String> victimStates;

    Dialect(String urlPrefix, Set<String> victimStates) {
        this.urlPrefix = urlPrefix;
        this.victimStates = victimStates;
    }

    /** The dialect of a JDBC URL. Throws {@link IllegalArgumentException} when the portal knows no such database. */
    public static Dialect of(String url) {
        for (Dialect dialect : values()) {
            if (url.startsWith(dialect.urlPrefix)) {
                return dialect;
            }
        }
        throw new IllegalArgumentException("portal.db.url names neither Derby nor PostgreSQL: " + url);
    }

    /** Folder of the migrations that only this database understands. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The schema as the database writes it when SQL names it without quotes. */
    public String folded(String schema) {
        return this == DERBY ? schema.toUpperCase(Locale.ROOT) : schema.toLowerCase(Locale.ROOT);
    }

    /** Whether the database gave up the transaction to end a deadlock or a wait, so that it may well work next time. */
    public boolean isVictim(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (SQLException sql = cause instanceof SQLException first ? first : null;
                    sql != null;
                    sql = sql.getNextException()) {
                if (victimStates.contains(sql.getSQLState())) {
                    return true;
                }
            }
        }
        return false;
    }
}
