package org.wanrenhui.itests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.wanrenhui.portal.testing.PortalProcess;

/** The clock that one demo looks at: it is moved forward, and back again, through the file that demos have for it. */
public final class Clock {

    private final Path file;

    private Clock(PortalProcess portal) {
        this.file = portal.data().resolve("clock-offset");
    }

    public static Clock of(PortalProcess portal) {
        return new Clock(portal);
    }

    /** The portal's clock shows that much more than the machine's. Less than before sets it back. */
    public void ahead(Duration offset) {
        try {
            Path part = Files.writeString(Path.of(file + ".new"), String.valueOf(offset.toSeconds()));
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
