package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.wanrenhui.itests.support.Headquarters;
import org.wanrenhui.itests.support.Plugins;
import org.wanrenhui.itests.support.Tables;
import org.wanrenhui.portal.testing.Await;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.Databases;
import org.wanrenhui.portal.testing.PortalProcess;

/**
 * A node dies while a module that is switched on for the first time makes its tables: no script is left half done, and the
 * next start brings the module where it shall be. Each round is a module of its own, so each makes its tables anew.
 */
@RunWith(Parameterized.class)
public class MigrationCrashIT {

    private static final int ROUNDS = 4;
    private static final int TABLES = 60;
    private static final int ROWS = 400;
    private static final Duration SOON = Duration.ofSeconds(40);

    @Parameterized.Parameters(name = "{0}")
    public static Collection<Object[]> databases() {
        return Databases.BOTH;
    }

    @Parameterized.Parameter
    public String database;

    private String url;
    private PortalProcess portal;

    @Before
    public void start() throws Exception {
        url = Databases.fresh(database);
        portal = PortalProcess.create().database(url);
        Headquarters headquarters = new Headquarters("tests").trustedBy(portal);
        Headquarters.Draft licence = headquarters.licence("forum", "demo");
        for (int round = 0; round < ROUNDS; round++) {
            licence = licence.and(module(round));
        }
        portal.start();
        portal.as("operator")
                .send("PUT", "/api/v1/licence", "text/plain", licence.sign())
                .expect(200);
        for (int round = 0; round < ROUNDS; round++) {
            Plugins.build(
                    "kiosk",
                    portal.data().resolve("deploy"),
                    Map.of(
                            "Provide-Capability",
                            "org.wanrenhui.module;id=" + module(round) + ";paths:List<String>=" + module(round),
                            "Bundle-SymbolicName",
                            "org.wanrenhui.itests." + module(round)),
                    scripts(module(round)),
                    module(round) + ".jar");
        }
    }

    @After
    public void stop() throws Exception {
        portal.close();
    }

    @Test
    public void noScriptIsLeftHalfDone() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String id = module(round);
            Client operator = portal.as("operator");
            Await.until(
                    "known", SOON, () -> operator.get("/api/v1/modules/" + id).status() == 200);
            Thread press = new Thread(() -> {
                try {
                    operator.put("/api/v1/modules/" + id, Map.of("desired", "ENABLED"));
                } catch (UncheckedIOException e) {
                    // The node died meanwhile: that is what this test is about.
                }
            });
            press.start();
            // Later from round to round, so that it dies before, within and after the scripts.
            Thread.sleep(150L + 350L * round);
            portal.killDashNine();
            press.join();

            portal.start();
            Client again = portal.as("operator");
            JsonNode module = again.get("/api/v1/modules/" + id).expect(200).json();
            boolean desired = module.get("desired").asText().equals("ENABLED");
            Await.until("as desired: " + module, SOON, () -> mode(again, id).equals(desired ? "ON" : "OFF"));
            again.put("/api/v1/modules/" + id, Map.of("desired", "ENABLED")).expect(200);
            assertEquals("ON", mode(again, id));
            System.out.printf("%s, round %d: desired state was %sstored%n", database, round, desired ? "" : "not ");
        }
        portal.stop();
        for (int round = 0; round < ROUNDS; round++) {
            consistent(module(round));
        }
    }

    /** Each script stands in the history once, as done, and all that it makes is there once. */
    private void consistent(String schema) throws Exception {
        try (Tables tables = Tables.of(portal, url)) {
            assertEquals(
                    schema,
                    List.of("1 true", "2 true", "3 true"),
                    tables.rows("select \"version\", \"success\" from " + schema + ".\"flyway_schema_history\""
                            + " where \"version\" is not null order by \"installed_rank\""));
            for (int table = 0; table < TABLES; table++) {
                assertEquals(
                        schema + " " + table,
                        table == 0 ? ROWS : 0,
                        tables.number("select count(*) from " + schema + ".thing" + table));
            }
            assertEquals(0, tables.number("select count(*) from " + schema + ".last_thing"));
        }
    }

    /** Three scripts of many statements: tables, rows, one more table that only fits when the others are there. */
    private static Map<String, String> scripts(String schema) {
        StringBuilder tables = new StringBuilder();
        for (int table = 0; table < TABLES; table++) {
            tables.append("create table ").append(schema).append(".thing").append(table);
            tables.append(" (id bigint not null primary key, name varchar(200) not null);\n");
            tables.append("create index thing")
                    .append(table)
                    .append("_name on ")
                    .append(schema);
            tables.append(".thing").append(table).append(" (name);\n");
        }
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < ROWS; row++) {
            rows.append("insert into ")
                    .append(schema)
                    .append(".thing0 (id, name) values (")
                    .append(row);
            rows.append(", 'thing ").append(row).append("');\n");
        }
        Map<String, String> scripts = new LinkedHashMap<>();
        scripts.put("migrations/V1__tables.sql", tables.toString());
        scripts.put("migrations/V2__rows.sql", rows.toString());
        scripts.put(
                "migrations/V3__last.sql",
                "create table " + schema + ".last_thing (id bigint not null primary key references " + schema
                        + ".thing0 (id));\n");
        return scripts;
    }

    private static String module(int round) {
        return "kiosk" + round;
    }

    private static String mode(Client operator, String id) {
        return operator.get("/api/v1/modules/" + id)
                .expect(200)
                .json()
                .get("mode")
                .asText();
    }
}
