package org.wanrenhui.membership.internal.portal;

import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.growth.CheckIns;
import org.wanrenhui.portal.api.spi.Block;
import org.wanrenhui.portal.api.web.Page;

/** Today's check-in beside the home page. */
@Component
public final class CheckInBlock implements Block {

    private final CheckIns checkIns;

    @Activate
    public CheckInBlock(@Reference CheckIns checkIns) {
        this.checkIns = checkIns;
    }

    @Override
    public String name() {
        return "membership.check-in";
    }

    @Override
    public Set<String> places() {
        return Set.of("home.side");
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Optional<Page> show(String place, Context context) {
        return context.caller().map(caller -> Page.of("membership/block-check-in", checkIns.state(caller.id())));
    }
}
