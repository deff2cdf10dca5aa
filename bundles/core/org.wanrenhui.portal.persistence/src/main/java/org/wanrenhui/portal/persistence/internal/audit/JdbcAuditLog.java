package org.wanrenhui.portal.persistence.internal.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wanrenhui.portal.api.AuditLog;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.persistence.internal.database.Database;
import org.wanrenhui.portal.persistence.internal.database.Sql;

/** Pages through the audit entries. */
public final class JdbcAuditLog implements AuditLog {

    private static final int LIMIT = 200;

    private final Database database;

    public JdbcAuditLog(Database database) {
        this.database = database;
    }

    @Override
    public Slice<Entry> entries(Filter filter, String after, int limit) {
        int rows = Math.max(1, Math.min(limit, LIMIT));
        Where where = new Where();
        where.and(
                "id < ?",
                Optional.ofNullable(after).filter(cursor -> !cursor.isEmpty()).map(Long::valueOf));
        where.begins("action", filter.action());
        where.begins("object", filter.object());
        where.and("actor_id = ?", filter.actorId());
        where.and("created_at >= ?", filter.from());
        where.and("created_at < ?", filter.until());
        List<Entry> entries = database.read(sql -> sql.list(
                "SELECT id, created_at, actor_id, actor, action, object, detail, request_id FROM portal.audit_entry"
                        + where.text() + " ORDER BY id DESC FETCH FIRST " + (rows + 1) + " ROWS ONLY",
                row -> new Entry(
                        row.getLong("id"),
                        Sql.instant(row, "created_at"),
                        row.getLong("actor_id"),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("object"),
                        row.getString("detail"),
                        row.getString("request_id")),
                where.values.toArray()));
        return Slice.of(entries, rows, entry -> Long.toString(entry.id()));
    }

    private static final class Where {

        private final List<String> conditions = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        void and(String condition, Optional<?> value) {
            value.ifPresent(given -> {
                conditions.add(condition);
                values.add(given);
            });
        }

        /** Compared and not LIKE, so that what an operator types is taken as it is. */
        void begins(String column, Optional<String> beginning) {
            beginning.filter(given -> !given.isEmpty()).ifPresent(given -> {
                conditions.add("SUBSTR(" + column + ", 1, " + given.length() + ") = ?");
                values.add(given);
            });
        }

        String text() {
            return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        }
    }
}
