package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Test;
import org.wanrenhui.portal.testing.Await;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.PortalProcess;
import org.wanrenhui.portal.testing.PostgresServer;

/** A backup is made while people write, and a portal that starts from it has what was there then. */
public class BackupIT {

    private static long post(Client author, String title) {
        long board = author.get("/api/v1/forum/boards")
                .expect(200)
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asLong();
        return author.post("/api/v1/forum/boards/" + board + "/topics", Map.of("title", title, "body", "备份之" + title))
                .expect(201)
                .json()
                .get("id")
                .asLong();
    }

    @Test
    public void theEmbeddedDatabaseIsCopiedWhileItRuns() throws Exception {
        try (PortalProcess portal = PortalProcess.create()) {
            portal.start();
            Client operator = portal.as("operator");
            long before = post(operator, "备份之前写的话题");
            operator.send("POST", "/api/v1/jobs/portal.backup/run", null, null).expect(200);
            Path folder = portal.data().resolve("backup");
            Await.until("a copy", Duration.ofSeconds(60), () -> !copies(folder).isEmpty());
            long after = post(operator, "备份之后写的话题");
            portal.stop();

            Path database = portal.data().resolve("db");
            delete(database);
            copy(copies(folder).get(0).resolve("db"), database);
            delete(portal.data().resolve("search"));
            portal.start();
            portal.guest().get("/forum/t/" + before).expect(200);
            assertEquals(404, portal.guest().get("/forum/t/" + after).status());
            post(portal.as("operator"), "恢复之后还能写话题");
        }
    }

    @Test
    public void postgresqlIsDumpedWhileItRuns() throws Exception {
        try (PostgresServer server = PostgresServer.start();
                PortalProcess portal = PortalProcess.create()
                        .database(server.database("first"))
                        .start()) {
            long before = post(portal.as("operator"), "备份之前写的话题");
            server.copy("first", "second");
            long after = post(portal.as("operator"), "备份之后写的话题");
            portal.stop();
            portal.database(server.url("second"));
            delete(portal.data().resolve("search"));
            portal.start();
            portal.guest().get("/forum/t/" + before).expect(200);
            assertEquals(404, portal.guest().get("/forum/t/" + after).status());
        }
    }

    private static List<Path> copies(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(copy -> !copy.endsWith("unfinished")).sorted().toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        assertTrue("the copy is a database", Files.exists(from.resolve("service.properties")));
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
