package org.wanrenhui.portal.persistence.internal.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/**
 * One migration as its bundle carries it.
 *
 * @param name file name, {@code V1__what.sql}
 * @param text its SQL
 */
public record Script(String name, String text) {

    public static Script read(URL url) {
        String path = url.getPath();
        try (InputStream in = url.openStream()) {
            return new Script(
                    path.substring(path.lastIndexOf('/') + 1), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
