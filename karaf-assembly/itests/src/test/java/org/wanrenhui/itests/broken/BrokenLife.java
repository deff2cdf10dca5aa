package org.wanrenhui.itests.broken;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** What the module does by itself. */
@Component(service = BrokenLife.class, immediate = true)
public final class BrokenLife {

    private static final int MOST_MEBIBYTES = 400;

    private final Bundle bundle;

    @Activate
    public BrokenLife(BundleContext context) {
        this.bundle = context.getBundle();
        if (Manner.is(bundle, "start-throws")) {
            throw new IllegalStateException("the start fell over");
        }
        if (Manner.is(bundle, "start-waits")) {
            Manner.waitForEver();
        }
        if (Manner.is(bundle, "start-spins")) {
            Manner.spinForEver();
        }
        if (Manner.is(bundle, "spins")) {
            new Thread(Manner::spinForEver, "broken-spinner").start();
        }
        if (Manner.is(bundle, "leaks")) {
            new Thread(BrokenLife::leak, "broken-leaker").start();
        }
        if (Manner.is(bundle, "fills")) {
            File file = context.getDataFile("heap-of-bytes");
            new Thread(() -> fill(file), "broken-filler").start();
        }
    }

    @Deactivate
    void deactivate() {
        if (Manner.is(bundle, "stop-waits")) {
            Manner.waitForEver();
        }
    }

    private static void leak() {
        for (int i = 0; ; i++) {
            new Thread(Manner::waitForEver, "broken-leak-" + i).start();
            pause();
        }
    }

    private static void fill(File file) {
        byte[] mebibyte = new byte[1024 * 1024];
        try (OutputStream out = Files.newOutputStream(file.toPath())) {
            for (int i = 0; i < MOST_MEBIBYTES; i++) {
                out.write(mebibyte);
                pause();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
