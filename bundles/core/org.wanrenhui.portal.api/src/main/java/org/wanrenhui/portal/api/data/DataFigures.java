package org.wanrenhui.portal.api.data;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What modules have in the database and ask of it, for the console. Thread-safe. */
@ProviderType
public interface DataFigures {

    /**
     * A table.
     *
     * @param name  as the database writes it, without the schema
     * @param bytes that it takes with its indexes
     */
    record Table(String name, long bytes) {}

    /**
     * Statements that this node has sent for a module since it started.
     *
     * @param count  how many
     * @param millis time that they took together
     */
    record Statements(long count, long millis) {}

    /** The module's tables by name, asked of the database at this moment; empty when it has none. */
    List<Table> tables(String moduleId);

    /** The module's statements; zeros when it has sent none. */
    Statements statements(String moduleId);
}
