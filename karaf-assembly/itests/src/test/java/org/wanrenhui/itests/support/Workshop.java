package org.wanrenhui.itests.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Where a developer works: a folder outside the project's tree, a shell, and Maven. */
public final class Workshop {

    private static boolean published;

    private final Path folder;
    private final Map<String, String> environment;
    private final String maven;

    private Workshop(Path folder, Map<String, String> environment, String maven) {
        this.folder = folder;
        this.environment = environment;
        this.maven = maven;
    }

    /** A workshop in an existing folder; the names are set in its shell. Maven has the build's repository and no network. */
    public Workshop(Path folder, Map<String, String> environment) {
        this(folder, environment, "-o '-Dmaven.repo.local=%s'".formatted(System.getProperty("build.repository")));
    }

    /** The workshop of somebody who builds this project: its folder, the build's repository, and the network. */
    public static Workshop ofOurs(Path root) {
        return new Workshop(
                root, Map.of(), "'-Dmaven.repo.local=%s'".formatted(System.getProperty("build.repository")));
    }

    /** Makes the repository for authors of modules, {@code target/repository}; once for all tests of this run. */
    public static synchronized void publish(Path root) throws IOException, InterruptedException {
        if (!published) {
            ofOurs(root).shell("./portal package");
            published = true;
        }
    }

    /**
     * The workshop of somebody who has nothing of this project: Maven begins with an empty local repository, in the folder
     * {@code home}. What others have published it finds where the build keeps it, otherwise on Maven Central; what is a
     * snapshot, as all of this project is until its release, only in the repositories of the pom.
     */
    public static Workshop ofAStranger(Path folder, Path home, Map<String, String> environment) throws IOException {
        String build = Path.of(System.getProperty("build.repository")).toUri().toString();
        Path settings = Files.writeString(
                home.resolve("settings.xml"),
                """
                <settings>
                  <profiles>
                    <profile>
                      <id>build</id>
                      <repositories>
                        <repository><id>build</id><url>%s</url><snapshots><enabled>false</enabled></snapshots></repository>
                      </repositories>
                      <pluginRepositories>
                        <pluginRepository><id>build</id><url>%s</url><snapshots><enabled>false</enabled></snapshots></pluginRepository>
                      </pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles><activeProfile>build</activeProfile></activeProfiles>
                </settings>
                """
                        .formatted(build, build));
        return new Workshop(
                folder, environment, "-s '%s' '-Dmaven.repo.local=%s'".formatted(settings, home.resolve("repository")));
    }

    /** The same workshop in another folder. */
    public Workshop in(Path other) {
        return new Workshop(other, environment, maven);
    }

    public Path folder() {
        return folder;
    }

    /** Does a step as it is written and returns what it printed; fails when it fails. */
    public String shell(String step) throws IOException, InterruptedException {
        Path output = Files.createTempFile("wanrenhui", ".out");
        Path command = command();
        ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", step)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment().merge("PATH", command.getParent() + ":", (old, own) -> own + old);
        Process process = builder.start();
        boolean ended = process.waitFor(15, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly();
        }
        String printed = Files.readString(output);
        Files.delete(output);
        Files.delete(command);
        Files.delete(command.getParent());
        if (!ended || process.exitValue() != 0) {
            throw new AssertionError((ended ? "exit " + process.exitValue() : "no end") + ": " + step + "\n" + printed);
        }
        return printed;
    }

    /** A {@code mvn} in a folder of its own that is the build's Maven with this developer's options. */
    private Path command() throws IOException {
        Path folder = Files.createTempDirectory("wanrenhui-mvn");
        Path command = folder.resolve("mvn");
        Files.writeString(
                command,
                "#!/bin/sh\nexec '%s/bin/mvn' -B -ntp %s \"$@\"\n".formatted(System.getProperty("build.maven"), maven));
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        return command;
    }
}
