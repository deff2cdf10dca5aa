package org.wanrenhui.itests.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Where a developer works: a folder outside the project's tree, a shell, and Maven without a network. */
public final class Workshop {

    private final Path folder;
    private final Map<String, String> environment;

    /** A workshop in an existing folder; the names are set in its shell. */
    public Workshop(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    public Path folder() {
        return folder;
    }

    /** Does a step as it is written and returns what it printed; fails when it fails. */
    public String shell(String step) throws IOException, InterruptedException {
        Path output = Files.createTempFile("wanrenhui", ".out");
        ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", step)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment().merge("PATH", maven() + ":", (old, own) -> own + old);
        Process process = builder.start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly();
        }
        String printed = Files.readString(output);
        Files.delete(output);
        if (!ended || process.exitValue() != 0) {
            throw new AssertionError((ended ? "exit " + process.exitValue() : "no end") + ": " + step + "\n" + printed);
        }
        return printed;
    }

    /** Folder of a `mvn` that is the build's own Maven, on the build's own repository, offline. */
    private static Path maven() throws IOException {
        Path folder = Files.createTempDirectory("wanrenhui-mvn");
        Path command = folder.resolve("mvn");
        Files.writeString(
                command,
                "#!/bin/sh\nexec '%s/bin/mvn' -o -B -ntp '-Dmaven.repo.local=%s' \"$@\"\n"
                        .formatted(System.getProperty("build.maven"), System.getProperty("build.repository")));
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        folder.toFile().deleteOnExit();
        command.toFile().deleteOnExit();
        return folder;
    }
}
