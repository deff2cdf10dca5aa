package org.wanrenhui.membership.internal.places;

import java.time.Duration;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.spi.Job;

/** Removes papers when they have done their duty. */
@Component(service = Job.class)
public final class PaperRemoval implements Job {

    private static final Logger LOG = LoggerFactory.getLogger(PaperRemoval.class);

    private final Papers papers;

    @Activate
    public PaperRemoval(@Reference Papers papers) {
        this.papers = papers;
    }

    @Override
    public String name() {
        return "membership.papers";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        int removed = papers.removeOld(Instant.now());
        if (removed > 0) {
            LOG.info("Removed {} papers of decided requests", removed);
        }
    }
}
