package org.wanrenhui.portal.files.internal.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.spi.HealthCheck;

/** Warns before the disk that holds the data folder is full. */
@Component(service = HealthCheck.class)
public final class FilesHealth implements HealthCheck {

    private static final long LITTLE = 1_000_000_000L;

    private final Path folder;

    @Activate
    public FilesHealth(BundleContext context) {
        String data = context.getProperty("portal.data");
        this.folder = Path.of(data == null ? "." : data);
    }

    @Override
    public String name() {
        return "files.disk";
    }

    @Override
    public Result check() {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            return new Result(free < LITTLE ? Status.WARN : Status.OK, free / 1_000_000 + " MB free for files");
        } catch (IOException e) {
            return new Result(Status.WARN, "The data folder cannot be looked at: " + e.getMessage());
        }
    }
}
