package org.wanrenhui.membership.internal.people;

import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Notice;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.spi.EventConsumer;

/** Puts what {@link Notices} tells behind the bell. */
@Component
public final class BellNotices implements EventConsumer {

    static final String TOLD = "membership.told";

    private final org.wanrenhui.portal.api.Notices bell;

    @Activate
    public BellNotices(@Reference org.wanrenhui.portal.api.Notices bell) {
        this.bell = bell;
    }

    @Override
    public String name() {
        return "membership.bell-notices";
    }

    @Override
    public Set<String> types() {
        return Set.of(TOLD);
    }

    @Override
    public void receive(Delivery delivery) {
        DomainEvent event = delivery.event();
        Map<String, String> data = event.data();
        bell.tell(
                Set.of(event.number("member")),
                new Notice(
                        "membership." + data.get("what"),
                        TOLD + ":" + delivery.position(),
                        Map.of("zh", data.get("zh"), "en", data.get("en")),
                        data.get("href"),
                        delivery.position()));
    }
}
