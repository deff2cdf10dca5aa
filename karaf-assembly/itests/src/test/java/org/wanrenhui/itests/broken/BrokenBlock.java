package org.wanrenhui.itests.broken;

import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.spi.Block;
import org.wanrenhui.portal.api.web.Page;

/** A block of the home page. */
@Component
public final class BrokenBlock implements Block {

    private final Bundle bundle;

    @Activate
    public BrokenBlock(BundleContext context) {
        this.bundle = context.getBundle();
    }

    @Override
    public String name() {
        return "broken.block";
    }

    @Override
    public Set<String> places() {
        return Set.of(Manner.is(bundle, "place") ? "home.cellar" : "home.main");
    }

    @Override
    public Optional<Page> show(String place, Context context) {
        if (Manner.is(bundle, "block-waits")) {
            Manner.waitForEver();
        }
        if (Manner.is(bundle, "block-spins")) {
            Manner.spinForEver();
        }
        if (Manner.is(bundle, "block-throws")) {
            throw new IllegalStateException("the block fell over");
        }
        if (Manner.is(bundle, "block-slow")) {
            try {
                Thread.sleep(700);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return Optional.of(Page.of("broken/block", null));
    }
}
