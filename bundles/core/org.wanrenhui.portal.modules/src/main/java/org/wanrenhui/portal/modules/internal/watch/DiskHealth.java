package org.wanrenhui.portal.modules.internal.watch;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.spi.HealthCheck;
import org.wanrenhui.portal.modules.internal.licence.Node;

/** Says in time that the disk of the data folder gets full. */
@Component
public final class DiskHealth implements HealthCheck {

    private static final long MEBIBYTE = 1024 * 1024;
    private static final long LITTLE = 1024 * MEBIBYTE;
    private static final long NOTHING = 100 * MEBIBYTE;

    private final Node node;

    @Activate
    public DiskHealth(@Reference Node node) {
        this.node = node;
    }

    @Override
    public String name() {
        return "portal.disk";
    }

    @Override
    public Result check() {
        try {
            FileStore store = Files.getFileStore(node.data());
            long free = store.getUsableSpace();
            Status status = free < NOTHING ? Status.CRITICAL : free < LITTLE ? Status.WARN : Status.OK;
            return new Result(
                    status, free / MEBIBYTE + " of " + store.getTotalSpace() / MEBIBYTE + " MiB are free for the data");
        } catch (IOException e) {
            return new Result(Status.WARN, "The data folder cannot be asked: " + e.getMessage());
        }
    }
}
