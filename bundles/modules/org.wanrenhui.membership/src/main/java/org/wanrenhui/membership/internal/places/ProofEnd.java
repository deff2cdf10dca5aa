package org.wanrenhui.membership.internal.places;

import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.spi.Job;

/** Ends the proofs of homes whose time is over. */
@Component
public final class ProofEnd implements Job {

    private final Verifications verifications;

    @Activate
    public ProofEnd(@Reference Verifications verifications) {
        this.verifications = verifications;
    }

    @Override
    public String name() {
        return "membership.proof-end";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        verifications.endProofs();
    }
}
