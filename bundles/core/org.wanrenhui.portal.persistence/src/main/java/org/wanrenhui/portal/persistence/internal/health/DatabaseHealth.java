package org.wanrenhui.portal.persistence.internal.health;

import com.zaxxer.hikari.HikariPoolMXBean;
import java.util.Locale;
import org.wanrenhui.portal.api.spi.HealthCheck;
import org.wanrenhui.portal.persistence.internal.database.Database;
import org.wanrenhui.portal.persistence.internal.database.DatabaseException;

/** Asks the database for a sign of life. */
public final class DatabaseHealth implements HealthCheck {

    private static final long SLOW_MILLIS = 250;

    private final Database database;

    public DatabaseHealth(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "portal.database";
    }

    @Override
    public Result check() {
        HikariPoolMXBean pool = database.figures();
        String figures = String.format(
                Locale.ROOT,
                "%s, %d of %d connections busy, %d waiting",
                database.dialect().folder(),
                pool.getActiveConnections(),
                database.config().poolSize(),
                pool.getThreadsAwaitingConnection());
        long start = System.nanoTime();
        try {
            database.read(sql -> sql.number("SELECT version FROM portal.setting_version WHERE id = 1"));
        } catch (DatabaseException e) {
            return new Result(Status.CRITICAL, figures + ", no answer: " + e.getMessage());
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        Status status = millis > SLOW_MILLIS || pool.getThreadsAwaitingConnection() > 0 ? Status.WARN : Status.OK;
        return new Result(status, figures + ", answers in " + millis + " ms");
    }
}
