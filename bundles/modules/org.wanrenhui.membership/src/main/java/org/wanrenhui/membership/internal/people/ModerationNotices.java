package org.wanrenhui.membership.internal.people;

import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.spi.EventConsumer;

/**
 * Tells members by mail what moderators have decided about them; the reasons stand behind the link's sign-in. The bell is rung
 * by the moderation itself.
 */
@Component
public final class ModerationNotices implements EventConsumer {

    private static final Set<String> AGAINST = Set.of("HIDE", "DELETE");

    private final Transactions transactions;
    private final Notices notices;

    @Activate
    public ModerationNotices(@Reference Transactions transactions, @Reference Notices notices) {
        this.transactions = transactions;
        this.notices = notices;
    }

    @Override
    public String name() {
        return "membership.moderation-notices";
    }

    @Override
    public Set<String> types() {
        return Set.of("moderation.decided", "moderation.sanctioned", "moderation.appeal-answered");
    }

    @Override
    public void receive(Delivery delivery) {
        DomainEvent event = delivery.event();
        String key =
                switch (event.type()) {
                    case "moderation.sanctioned" -> "sanctioned";
                    case "moderation.appeal-answered" -> "appeal-answered";
                    default -> AGAINST.contains(event.data().get("decision")) ? "content-hidden" : "";
                };
        if (!key.isEmpty()) {
            transactions.run(em -> notices.mail(em, event.number("member"), key));
        }
    }
}
