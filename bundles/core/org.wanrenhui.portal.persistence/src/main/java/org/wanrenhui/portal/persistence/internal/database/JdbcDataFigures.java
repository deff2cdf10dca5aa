package org.wanrenhui.portal.persistence.internal.database;

import java.util.List;
import org.wanrenhui.portal.api.data.DataFigures;

/** Asks the database how large the tables of a schema are. */
public final class JdbcDataFigures implements DataFigures {

    private static final String DERBY = "SELECT t.TABLENAME, SUM(v.NUMALLOCATEDPAGES * v.PAGESIZE)"
            + " FROM SYS.SYSSCHEMAS s, SYS.SYSTABLES t,"
            + " TABLE (SYSCS_DIAG.SPACE_TABLE(s.SCHEMANAME, t.TABLENAME)) v"
            + " WHERE s.SCHEMAID = t.SCHEMAID AND t.TABLETYPE = 'T' AND s.SCHEMANAME = ?"
            + " GROUP BY t.TABLENAME ORDER BY t.TABLENAME";
    private static final String POSTGRESQL = "SELECT c.relname, pg_total_relation_size(c.oid)"
            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relkind IN ('r', 'p') AND n.nspname = ? ORDER BY c.relname";

    private final Database database;

    public JdbcDataFigures(Database database) {
        this.database = database;
    }

    @Override
    public List<Table> tables(String moduleId) {
        return database.read(sql -> sql.list(
                database.dialect() == Dialect.DERBY ? DERBY : POSTGRESQL,
                row -> new Table(row.getString(1), row.getLong(2)),
                database.dialect().folded(moduleId)));
    }

    @Override
    public Statements statements(String moduleId) {
        return QueryCounter.of(moduleId);
    }
}
