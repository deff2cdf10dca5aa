package org.wanrenhui.portal.modules.internal.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Keys as publishers make them, and their signatures, by the JDK's own tools. */
final class Keys {

    private static final String PASSWORD = "change-it";

    private final Path store;

    Keys(Path folder) {
        this.store = folder.resolve("keys.p12");
    }

    /** Makes a key and returns its certificate as PEM. */
    String make(String alias, String... validity) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "keytool",
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=" + alias + ", O=Lamp Street, C=CN"));
        command.addAll(List.of(validity));
        store(command);
        return store(new ArrayList<>(List.of("keytool", "-exportcert", "-rfc", "-alias", alias)));
    }

    private String store(List<String> command) throws Exception {
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        return run(command);
    }

    /** A copy of the jar with a signature. */
    Path sign(Path jar, String alias, String... options) throws Exception {
        Path signed = Files.copy(
                jar,
                jar.resolveSibling(alias.replace(' ', '-') + "-" + jar.getFileName()),
                StandardCopyOption.REPLACE_EXISTING);
        List<String> command = new ArrayList<>(
                List.of("jarsigner", "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of(options));
        command.addAll(List.of(signed.toString(), alias));
        run(command);
        return signed;
    }

    private static String run(List<String> command) throws Exception {
        command.set(
                0,
                Path.of(System.getProperty("java.home"), "bin", command.get(0)).toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(false).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(command.get(0) + ": " + printed
                    + new String(process.getErrorStream().readAllBytes()));
        }
        return printed;
    }
}
