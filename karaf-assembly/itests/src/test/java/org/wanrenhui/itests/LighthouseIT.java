package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.wanrenhui.portal.testing.PortalProcess;

/**
 * Lighthouse, as a phone, on the pages that a visitor meets first: everything that does not depend on how busy the machine
 * is. The category that does, performance, is printed by {@code ./portal bench lighthouse}.
 */
public class LighthouseIT {

    private static final List<String> PAGES = List.of("/", "/c/yunshui", "/forum/b/food", "/forum/t/1");
    private static final List<String> CATEGORIES = List.of("accessibility", "best-practices", "seo");
    private static final int LEAST = 95;
    private static final int MOST_BYTES = 150 * 1024;

    @Test
    public void publicPagesPass() throws Exception {
        try (PortalProcess portal = PortalProcess.create().start()) {
            List<String> complaints = new ArrayList<>();
            for (String page : PAGES) {
                JsonNode report = audit(portal.url().resolve(page).toString());
                if (report.at("/audits/robots-txt/explanation").asText().contains("unable to download")) {
                    // Lighthouse waits two seconds for it after the page, which says nothing of the page
                    report = audit(portal.url().resolve(page).toString());
                }
                assertEquals(
                        page, "", report.path("runtimeError").path("message").asText());
                for (String category : CATEGORIES) {
                    JsonNode score = report.at("/categories/" + category + "/score");
                    assertTrue(page + " has no score for " + category, score.isNumber());
                    if (score.asDouble() * 100 < LEAST) {
                        complaints.add(page + " " + category + " " + Math.round(score.asDouble() * 100) + ": "
                                + failed(report, category));
                    }
                }
                int bytes = 0;
                int requests = 0;
                for (JsonNode request : report.at("/audits/network-requests/details/items")) {
                    bytes += request.path("transferSize").asInt();
                    requests++;
                    assertTrue(
                            "a request to somebody else: " + request,
                            request.path("url").asText().startsWith(portal.url().toString()));
                }
                assertTrue(page + " was seen with its styles, scripts and pictures, not " + requests, requests >= 6);
                if (bytes > MOST_BYTES) {
                    complaints.add(page + " transfers " + bytes + " bytes");
                }
            }
            assertEquals(List.of(), complaints);
        }
    }

    /** Audits of the category that were lost. */
    private static List<String> failed(JsonNode report, String category) {
        List<String> lost = new ArrayList<>();
        for (JsonNode reference : report.at("/categories/" + category + "/auditRefs")) {
            String id = reference.path("id").asText();
            JsonNode audit = report.path("audits").path(id);
            if (reference.path("weight").asDouble() > 0
                    && audit.path("score").isNumber()
                    && audit.path("score").asDouble() < 1) {
                lost.add(id + " " + audit.path("details").path("items"));
            }
        }
        return lost;
    }

    private static JsonNode audit(String url) throws IOException, InterruptedException {
        Path root = PortalProcess.root();
        Path folder = root.resolve("karaf-assembly/itests/target/lighthouse");
        Files.createDirectories(folder);
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        root.resolve("karaf-assembly/itests/src/test/lighthouse/audit")
                                .toString(),
                        folder.toString(),
                        url,
                        "--only-categories=" + String.join(",", CATEGORIES),
                        "--only-audits=network-requests")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("Lighthouse did not end: " + Files.readString(output));
        }
        assertEquals(Files.readString(output), 0, process.exitValue());
        return new ObjectMapper().readTree(folder.resolve("report.json").toFile());
    }
}
