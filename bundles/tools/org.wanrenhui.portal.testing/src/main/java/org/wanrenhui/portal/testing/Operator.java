package org.wanrenhui.portal.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * What an operator does about modules: drops their files into {@code deploy/}, has them licensed, switches them. By API and by
 * the launcher, as an operator would. Signed in when it is made; not for several threads at once.
 */
public final class Operator {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PortalProcess portal;
    private final Client client;

    /** The operator of a running portal. */
    public Operator(PortalProcess portal) {
        this.portal = portal;
        this.client = portal.as("operator");
    }

    /** The operator's requests, for what is not here. */
    public Client client() {
        return client;
    }

    /** Drops a jar or an archive of features (KAR) in, licenses the module and switches it on; returns when it is on. */
    public Operator install(String module, Path file) throws IOException, InterruptedException {
        drop(file);
        awaitInstalled(module);
        license(module);
        return enable(module);
    }

    /** Copies the file into {@code deploy/}; whoever watches the folder sees a whole file or none. */
    public Operator drop(Path file) throws IOException {
        Path part = Files.copy(
                file,
                portal.data().resolve("tmp").resolve(file.getFileName() + ".part"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, deployed(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
        return this;
    }

    /** Takes a file of that name out of {@code deploy/}. */
    public Operator take(String name) throws IOException {
        Files.delete(deployed(name));
        return this;
    }

    private Path deployed(String name) {
        return portal.data().resolve("deploy").resolve(name);
    }

    /** Waits until the portal knows the module, on or off. */
    public Operator awaitInstalled(String module) {
        Await.until(
                "module " + module + " is installed",
                PATIENCE,
                () -> status(module).status() == 200);
        return this;
    }

    /** Adds modules to the licence, as the demo's own headquarters. Fails with what the launcher or the portal says. */
    public Operator license(String... modules) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        PortalProcess.root().resolve("portal").toString(),
                        "licence",
                        "extend",
                        "--data",
                        portal.data().toString(),
                        "--modules",
                        String.join(",", modules))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String jws = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
        if (process.waitFor() != 0) {
            throw new AssertionError("no licence for " + List.of(modules));
        }
        client.send("PUT", "/api/v1/licence", "text/plain", jws.strip()).expect(200);
        return this;
    }

    /** Switches the module on. Fails with the portal's reason when it does not come up. */
    public Operator enable(String module) {
        return want(module, "ENABLED");
    }

    /** Switches the module off; its data stay. */
    public Operator disable(String module) {
        return want(module, "DISABLED");
    }

    private Operator want(String module, String desired) {
        client.put("/api/v1/modules/" + module, Map.of("desired", desired)).expect(200);
        return this;
    }

    /** {@code ON}, {@code READ_ONLY}, {@code OFF}, or empty when the portal does not know the module. */
    public String mode(String module) {
        Client.Answer answer = status(module);
        return answer.status() == 404
                ? ""
                : answer.expect(200).json().get("mode").asText();
    }

    private Client.Answer status(String module) {
        return client.get("/api/v1/modules/" + module);
    }

    /** Waits until the consumer of events has seen all that was published so far. Fails when it has dead letters. */
    public Operator awaitEvents(String consumer) {
        Await.until("events of " + consumer, PATIENCE, () -> {
            JsonNode backlog = backlog(consumer);
            return backlog.get("behind").asLong() + backlog.get("waiting").asLong() == 0;
        });
        long dead = backlog(consumer).get("dead").asLong();
        if (dead > 0) {
            throw new AssertionError(consumer + " has " + dead + " dead letters: "
                    + client.get("/api/v1/dead-letters").body());
        }
        return this;
    }

    private JsonNode backlog(String consumer) {
        JsonNode all = client.get("/api/v1/consumers").expect(200).json().get("items");
        return StreamSupport.stream(all.spliterator(), false)
                .filter(item -> item.get("consumer").asText().equals(consumer))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no consumer " + consumer + " among " + all));
    }
}
