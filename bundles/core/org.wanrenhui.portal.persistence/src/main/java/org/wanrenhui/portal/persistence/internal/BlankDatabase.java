package org.wanrenhui.portal.persistence.internal;

import java.nio.file.Path;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.persistence.internal.database.Database;
import org.wanrenhui.portal.persistence.internal.database.DatabaseConfig;
import org.wanrenhui.portal.persistence.internal.database.Migrator;

/**
 * An embedded database that has every installed module's tables and no rows but those of the migrations themselves: what a
 * first start would make in its first seconds. It is part of the start image (docs/adr/0009) and made by the same migrator,
 * so a later start takes it for its own and applies only what is newer.
 */
final class BlankDatabase {

    /** Node property: folder of the blank database to be made when the node stops; the launcher sets it for the image. */
    static final String PROPERTY = "portal.blank-database";

    private static final Logger LOG = LoggerFactory.getLogger(BlankDatabase.class);
    private static final int CONNECTIONS = 4;

    private BlankDatabase() {}

    /** Makes the database in a folder that must not exist. Throws what the migrator throws. */
    static void make(BundleContext context, Path folder) {
        DatabaseConfig config = new DatabaseConfig(
                "jdbc:derby:" + folder,
                "",
                "",
                CONNECTIONS,
                folder.toAbsolutePath().getParent());
        try (Database database = new Database(config)) {
            Migrator migrator = new Migrator(database);
            migrator.migrate("portal", new BundleDescription(context.getBundle()).scripts(database.dialect()));
            for (Bundle bundle : context.getBundles()) {
                BundleDescription description = new BundleDescription(bundle);
                description
                        .module()
                        .ifPresent(schema -> migrator.migrate(schema, description.scripts(database.dialect())));
            }
        }
        LOG.info("Blank database made in {}", folder);
    }
}
