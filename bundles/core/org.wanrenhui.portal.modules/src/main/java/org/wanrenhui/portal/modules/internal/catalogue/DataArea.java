package org.wanrenhui.portal.modules.internal.catalogue;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.osgi.framework.Bundle;

/** The folder that the framework gives a bundle for its files. */
public final class DataArea {

    private DataArea() {}

    /** Bytes of the bundle's files; files that come or go meanwhile may be missed. */
    public static long bytes(Bundle bundle) {
        File folder = bundle.getState() == Bundle.UNINSTALLED ? null : bundle.getDataFile("");
        if (folder == null || !folder.isDirectory()) {
            return 0;
        }
        Sum sum = new Sum();
        try {
            Files.walkFileTree(folder.toPath(), sum);
        } catch (IOException e) {
            return sum.bytes;
        }
        return sum.bytes;
    }

    private static final class Sum extends SimpleFileVisitor<Path> {

        private long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes += attributes.size();
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
