package org.wanrenhui.portal.persistence.internal.database;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Where the database is.
 *
 * @param url      JDBC URL
 * @param user     user, or empty
 * @param password password, or empty
 * @param poolSize connections at most
 * @param data     folder of this node's own files
 */
public record DatabaseConfig(String url, String user, String password, int poolSize, Path data) {

    private static final int POOL_SIZE = 24;

    /** Reads the properties {@code portal.*}; without {@code portal.db.url} it is Derby in the data folder. */
    public static DatabaseConfig from(UnaryOperator<String> properties) {
        Path data = Path.of(value(properties, "portal.data", value(properties, "karaf.data", "data")));
        return new DatabaseConfig(
                value(
                        properties,
                        "portal.db.url",
                        "jdbc:derby:" + data.resolve("db").toAbsolutePath()),
                value(properties, "portal.db.user", ""),
                value(properties, "portal.db.password", ""),
                Integer.parseInt(value(properties, "portal.db.pool", Integer.toString(POOL_SIZE))),
                data.toAbsolutePath());
    }

    private static String value(UnaryOperator<String> properties, String key, String fallback) {
        String value = properties.apply(key);
        return value == null || value.isBlank() ? fallback : value.trim();
    }

    @Override
    public String toString() {
        return url.replaceAll("(?i)(password=)[^&;]*", "$1***");
    }
}
