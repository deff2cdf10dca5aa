package org.wanrenhui.itests.support;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;

/** Builds bundles from classes of the tests, with the tool and the settings that a plugin author uses. */
public final class Plugins {

    private static final String ROOT = "org.wanrenhui.itests.";

    private Plugins() {}

    /** The kiosk: a module with a page, an operation, a block and a table. Headers replace the usual ones; an empty one is left out. */
    public static Path kiosk(Path folder, Map<String, String> headers) throws Exception {
        return build(
                "kiosk",
                folder,
                headers,
                Map.of("migrations/V1__kiosk.sql", "create table kiosk.thing (id bigint not null primary key);\n"));
    }

    /** A module of the tests with more files than its resource folder has, by path. */
    public static Path build(String name, Path folder, Map<String, String> headers, Map<String, String> files)
            throws Exception {
        return build(name, folder, headers, files, name + ".jar");
    }

    /** The same into a file of that name. */
    public static Path build(
            String name, Path folder, Map<String, String> headers, Map<String, String> files, String fileName)
            throws Exception {
        File classes = new File(Plugins.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Builder builder = new Builder()) {
            builder.addClasspath(classes);
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                if (entry.endsWith(".jar")) {
                    builder.addClasspath(new File(entry));
                }
            }
            builder.setProperty("Bundle-SymbolicName", ROOT + name);
            builder.setProperty("Bundle-Version", "1.0.0");
            builder.setProperty("Private-Package", ROOT + name);
            builder.setProperty("Portal-Entities", "${classes;ANNOTATED;jakarta.persistence.Entity}");
            File resources = new File(classes, name);
            if (resources.isDirectory()) {
                builder.setProperty("Include-Resource", resources.getPath());
            }
            Jar jar = builder.build();
            if (!builder.isOk() || !builder.getErrors().isEmpty()) {
                throw new IllegalStateException("bnd: " + builder.getErrors());
            }
            // Afterwards, as somebody would who has the finished jar before them
            Attributes manifest = jar.getManifest().getMainAttributes();
            headers.forEach((header, value) -> {
                if (value.isEmpty()) {
                    manifest.remove(new Attributes.Name(header));
                } else {
                    manifest.putValue(header, value);
                }
            });
            files.forEach((path, text) -> jar.putResource(
                    path,
                    new aQute.bnd.osgi.EmbeddedResource(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), 0)));
            // Whoever watches the folder sees a whole jar or none.
            Path file = folder.resolve(fileName);
            Path part = java.nio.file.Files.createTempFile("plugin", ".jar");
            jar.write(part.toFile());
            java.nio.file.Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            return file;
        }
    }
}
