package org.wanrenhui.itests.support;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A jar like another, with other headers and other texts. */
public final class JarVariant {

    private final Path original;
    private final Map<String, UnaryOperator<String>> headers = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();

    public JarVariant(Path original) {
        this.original = original;
    }

    /** Changes a header of the manifest; fails later when there is none. */
    public JarVariant header(String name, UnaryOperator<String> change) {
        headers.put(name, change);
        return this;
    }

    /** Replaces a text file in it. */
    public JarVariant text(String entry, String content) {
        texts.put(entry, content);
        return this;
    }

    /** Writes it beside its place and moves it there, so that nobody sees half of it. */
    public void moveTo(Path target) throws IOException {
        Path half = Files.createTempFile(target.toAbsolutePath().getParent().getParent(), "half", null);
        try (JarFile jar = new JarFile(original.toFile())) {
            Manifest manifest = new Manifest(jar.getManifest());
            headers.forEach((name, change) -> manifest.getMainAttributes()
                    .putValue(name, change.apply(manifest.getMainAttributes().getValue(name))));
            try (OutputStream file = Files.newOutputStream(half);
                    JarOutputStream out = new JarOutputStream(file, manifest)) {
                for (JarEntry entry : jar.stream().toList()) {
                    if (entry.isDirectory() || entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        continue;
                    }
                    out.putNextEntry(new JarEntry(entry.getName()));
                    String text = texts.get(entry.getName());
                    out.write(
                            text == null
                                    ? jar.getInputStream(entry).readAllBytes()
                                    : text.getBytes(StandardCharsets.UTF_8));
                    out.closeEntry();
                }
            }
        }
        Files.move(half, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
