package org.wanrenhui.portal.search.internal.index;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.spi.HealthCheck;

/** Says how much is indexed and what is still being read. */
@Component(service = HealthCheck.class)
public final class SearchHealth implements HealthCheck {

    private final IndexFeed feed;

    @Activate
    public SearchHealth(@Reference IndexFeed feed) {
        this.feed = feed;
    }

    @Override
    public String name() {
        return "search.index";
    }

    @Override
    public Result check() {
        List<String> reading = feed.reading();
        return new Result(
                Status.OK,
                feed.index().size() + " documents"
                        + (reading.isEmpty() ? "" : ", still reading " + String.join(", ", reading)));
    }
}
