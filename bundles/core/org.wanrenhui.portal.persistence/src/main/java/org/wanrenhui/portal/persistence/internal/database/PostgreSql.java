package org.wanrenhui.portal.persistence.internal.database;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections to PostgreSQL. */
final class PostgreSql {

    private PostgreSql() {}

    static DataSource source(DatabaseConfig config) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(config.url());
        if (!config.user().isEmpty()) {
            source.setUser(config.user());
            source.setPassword(config.password());
        }
        source.setApplicationName("wanrenhui");
        source.setReWriteBatchedInserts(true);
        // The detail of an error is the row, which is people's data and would be logged.
        source.setLogServerErrorDetail(false);
        return source;
    }
}
