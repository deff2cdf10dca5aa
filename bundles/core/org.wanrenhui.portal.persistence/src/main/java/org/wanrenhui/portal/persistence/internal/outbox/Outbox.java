package org.wanrenhui.portal.persistence.internal.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.data.DomainEvents;
import org.wanrenhui.portal.persistence.internal.database.DatabaseException;
import org.wanrenhui.portal.persistence.internal.database.Sql;
import org.wanrenhui.portal.persistence.internal.unit.WorkScopes;

/** Writes events beside the data they tell of. */
public final class Outbox implements DomainEvents {

    private static final int TYPE = 120;
    private static final int SUBJECT = 160;
    private static final int DATA = 8000;

    private final WorkScopes scopes;

    public Outbox(WorkScopes scopes) {
        this.scopes = scopes;
    }

    @Override
    public void publish(DomainEvent event) {
        String data = DataText.of(event.data());
        if (event.type().length() > TYPE || event.subject().length() > SUBJECT || data.length() > DATA) {
            throw new IllegalArgumentException("event too large: " + event.type());
        }
        if (!scopes.publish(new Object[] {event.type(), event.subject(), data, Instant.now()})) {
            throw new IllegalStateException(event.type() + " published outside a write transaction");
        }
    }

    /** Writes rows that were published, all at once, at the end of their transaction. */
    public static void write(Connection connection, List<Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try {
            new Sql(connection)
                    .batch("INSERT INTO portal.outbox (type, subject, data, published_at) VALUES (?, ?, ?, ?)", rows);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }
}
