package org.wanrenhui.itests.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Keys of publishers and their signatures, by the JDK's own tools as the plugin guide says. */
public final class PublisherKeys {

    private static final String PASSWORD = "change-it";

    private final Path folder;

    /** Keeps the keys in the folder, and signed files as well. */
    public PublisherKeys(Path folder) {
        this.folder = folder;
    }

    /** Makes a key for {@code CN=alias} and returns its certificate as PEM. */
    public String make(String alias, String... validity) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("keytool", "-genkeypair", "-alias", alias, "-keyalg", "RSA", "-dname", "CN=" + alias));
        command.addAll(List.of(validity));
        run(command);
        return run(new ArrayList<>(List.of("keytool", "-exportcert", "-rfc", "-alias", alias)));
    }

    /** A copy of the jar or KAR, signed. */
    public Path sign(Path file, String alias) throws IOException, InterruptedException {
        Path signed =
                Files.copy(file, folder.resolve(alias + "-" + file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        run(new ArrayList<>(List.of("jarsigner", signed.toString(), alias)));
        return signed;
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        command.set(
                0,
                Path.of(System.getProperty("java.home"), "bin", command.get(0)).toString());
        command.addAll(1, List.of("-keystore", folder.resolve("keys.p12").toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + printed);
        }
        return printed;
    }
}
