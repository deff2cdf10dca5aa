package org.wanrenhui.portal.persistence.internal.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.spi.EventConsumer.Delivery;
import org.wanrenhui.portal.persistence.internal.database.Sql;

/** An event as the tables hold it. */
record StoredEvent(long place, String type, String subject, String data, Instant publishedAt) {

    /** Columns that {@link #read} needs besides the place. */
    static final String COLUMNS = "type, subject, data, published_at";

    static StoredEvent read(ResultSet row) throws SQLException {
        return at(row.getLong("place"), row);
    }

    static StoredEvent at(long place, ResultSet row) throws SQLException {
        return new StoredEvent(
                place,
                row.getString("type"),
                row.getString("subject"),
                row.getString("data"),
                Sql.instant(row, "published_at"));
    }

    DomainEvent event() {
        return new DomainEvent(type, subject, DataText.parse(data));
    }

    Delivery delivery() {
        return new Delivery(place, event(), publishedAt);
    }
}
