package org.wanrenhui.portal.persistence.internal.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.persistence.internal.database.Database;
import org.wanrenhui.portal.persistence.internal.database.DatabaseException;
import org.wanrenhui.portal.persistence.internal.database.Sql;
import org.wanrenhui.portal.persistence.internal.unit.WorkScopes;

/** Writes audit entries, in the transaction around the calling code where there is one. */
public final class JdbcAudit implements Audit {

    private final Database database;
    private final WorkScopes scopes;
    private final Supplier<Optional<CurrentRequest>> request;

    public JdbcAudit(Database database, WorkScopes scopes, Supplier<Optional<CurrentRequest>> request) {
        this.database = database;
        this.scopes = scopes;
        this.request = request;
    }

    @Override
    public void record(String action, String object, String detail) {
        Optional<CurrentRequest> current = request.get().filter(CurrentRequest::active);
        Optional<Caller> caller = current.flatMap(CurrentRequest::caller);
        Object[] values = {
            Instant.now(),
            caller.map(Caller::id).orElse(0L),
            cut(caller.map(Caller::name).orElse(current.isPresent() ? "visitor" : "system"), 200),
            cut(action, 120),
            cut(object, 200),
            cut(detail, 2000),
            cut(current.map(CurrentRequest::requestId).orElse("-"), 80),
            cut(current.map(CurrentRequest::clientAddress).orElse(""), 80)
        };
        Optional<Connection> around = scopes.writing();
        if (around.isPresent()) {
            try {
                write(new Sql(around.get()), values);
            } catch (SQLException e) {
                throw new DatabaseException(e);
            }
        } else {
            database.write(sql -> write(sql, values));
        }
    }

    private static int write(Sql sql, Object[] values) throws SQLException {
        return sql.update(
                "INSERT INTO portal.audit_entry (created_at, actor_id, actor, action, object, detail, request_id, address) "
                        + "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                values);
    }

    private static String cut(String text, int length) {
        if (text == null) {
            return "";
        }
        return text.length() > length ? text.substring(0, length) : text;
    }
}
