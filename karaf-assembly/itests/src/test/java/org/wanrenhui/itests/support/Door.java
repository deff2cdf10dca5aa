package org.wanrenhui.itests.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.wanrenhui.portal.testing.Await;
import org.wanrenhui.portal.testing.PortalProcess;

/** Commands to the framework of a running portal, past its console and its API. */
public final class Door {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Path folder;

    private Door(Path folder) {
        this.folder = folder;
    }

    /** Drops the helping bundle into deploy/. It is no module, so nothing hinders it. */
    public static Door into(PortalProcess portal) throws Exception {
        Path folder = Files.createDirectories(portal.data().resolve("door"));
        Plugins.build(
                "door",
                portal.data().resolve("deploy"),
                Map.of("Bundle-Activator", "org.wanrenhui.itests.door.DoorActivator"),
                Map.of());
        return new Door(folder);
    }

    /** Runs the command and returns what came of it: {@code done}, what was asked for, or {@code failed: …}. */
    public String run(String... words) throws IOException {
        Path command = folder.resolve(NUMBER.incrementAndGet() + ".cmd");
        Path part = Files.writeString(folder.resolve(command.getFileName() + ".new"), String.join(" ", words));
        Files.move(part, command);
        Path answer = Path.of(command + ".out");
        Await.until("an answer to " + String.join(" ", words), Duration.ofSeconds(60), () -> Files.exists(answer));
        return Files.readString(answer);
    }
}
