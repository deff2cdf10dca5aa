package org.wanrenhui.portal.notify.internal;

import java.time.Duration;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.spi.Job;

/** Forgets notices that were seen and are three months old. */
@Component(service = Job.class)
public final class NoticeTrimming implements Job {

    private static final Duration KEPT = Duration.ofDays(90);

    private final JpaNotices notices;

    @Activate
    public NoticeTrimming(@Reference JpaNotices notices) {
        this.notices = notices;
    }

    @Override
    public String name() {
        return "notify.trimming";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(24);
    }

    @Override
    public void run() {
        notices.removeOld(Instant.now().minus(KEPT));
    }
}
