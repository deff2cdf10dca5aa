package org.wanrenhui.portal.persistence.internal.unit;

import jakarta.persistence.EntityManagerFactory;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.persistence.config.PersistenceUnitProperties;
import org.eclipse.persistence.jpa.JpaHelper;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.persistence.internal.database.Database;
import org.wanrenhui.portal.persistence.internal.database.Dialect;

/** The persistence unit of one bundle. Closing it lets go of the bundle's classes. */
public final class Unit implements AutoCloseable {

    private static final AtomicLong NUMBER = new AtomicLong();

    private final EntityManagerFactory factory;
    private final Transactions transactions;

    private Unit(EntityManagerFactory factory, Transactions transactions) {
        this.factory = factory;
        this.transactions = transactions;
    }

    /**
     * What a unit is made of.
     *
     * @param schema   schema of the module, and name of the unit
     * @param entities class names
     * @param root     where the classes are; EclipseLink asks for it and does not use it
     * @param loader   loader of the classes
     */
    public record Blueprint(String schema, List<String> entities, URL root, ClassLoader loader) {}

    /** Builds the unit; all mappings are checked here and not at the first query. */
    public static Unit open(Blueprint blueprint, Database database, WorkScopes scopes) {
        ClassLoader loader = new UnitClassLoader(blueprint.loader());
        UnitDescription description = new UnitDescription(
                blueprint.schema(),
                blueprint.entities(),
                blueprint.root(),
                loader,
                new UnitSource(database.source(), scopes));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            EntityManagerFactory factory = new PersistenceProvider()
                    .createContainerEntityManagerFactory(description, properties(blueprint, database.dialect()));
            JpaHelper.getServerSession(factory);
            return new Unit(factory, new JpaTransactions(blueprint.schema(), factory, database.dialect(), scopes));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Map<String, Object> properties(Blueprint blueprint, Dialect dialect) {
        Map<String, Object> properties = new HashMap<>();
        Class<?> platform = dialect == Dialect.DERBY ? DerbyInUtc.class : PostgreSqlInUtc.class;
        properties.put(PersistenceUnitProperties.TARGET_DATABASE, platform.getName());
        properties.put(PersistenceUnitProperties.LOGGING_LOGGER, EclipseLinkLog.class.getName());
        properties.put(PersistenceUnitProperties.SESSION_CUSTOMIZER, SessionSetup.class.getName());
        // Of its own, or a unit rebuilt under the same name would get the session of the one before.
        properties.put(PersistenceUnitProperties.SESSION_NAME, blueprint.schema() + '-' + NUMBER.incrementAndGet());
        properties.put(PersistenceUnitProperties.WEAVING, "false");
        properties.put(PersistenceUnitProperties.CACHE_SHARED_DEFAULT, "false");
        properties.put(PersistenceUnitProperties.EXCLUDE_ECLIPSELINK_ORM_FILE, "true");
        properties.put(PersistenceUnitProperties.BATCH_WRITING, "JDBC");
        properties.put(PersistenceUnitProperties.DDL_GENERATION, PersistenceUnitProperties.NONE);
        return properties;
    }

    public Transactions transactions() {
        return transactions;
    }

    @Override
    public void close() {
        factory.close();
    }
}
