package org.wanrenhui.portal.moderation.internal.store;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Notice;
import org.wanrenhui.portal.api.Notices;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.spi.EventConsumer;

/** Tells authors what was decided about what they wrote, and members what they are kept from; both can be appealed. */
@Component(service = EventConsumer.class)
public final class DecisionTellings implements EventConsumer {

    private static final String DECIDED = "moderation.decided";
    private static final String SANCTIONED = "moderation.sanctioned";
    /** Of those granted the member hears that the content is back. */
    private static final String ANSWERED = "moderation.appeal-answered";

    private final Notices notices;
    private final ResourceBundle chinese = texts(Locale.SIMPLIFIED_CHINESE);
    private final ResourceBundle english = texts(Locale.ENGLISH);

    @Activate
    public DecisionTellings(@Reference Notices notices) {
        this.notices = notices;
    }

    private static ResourceBundle texts(Locale locale) {
        return ResourceBundle.getBundle("i18n.messages", locale, DecisionTellings.class.getClassLoader());
    }

    @Override
    public String name() {
        return "moderation.tellings";
    }

    @Override
    public Set<String> types() {
        return Set.of(DECIDED, SANCTIONED, ANSWERED);
    }

    @Override
    public void receive(Delivery delivery) {
        DomainEvent event = delivery.event();
        boolean decided = event.type().equals(DECIDED);
        String what = event.type().equals(ANSWERED)
                ? "appeal-" + event.data().get("granted")
                : event.data().getOrDefault(decided ? "decision" : "kind", "");
        String text = "moderation.told." + what;
        if (!chinese.containsKey(text) || !english.containsKey(text)) {
            return; // nothing that its member needs to know
        }
        notices.tell(
                Set.of(event.number("member")),
                new Notice(
                        event.type(),
                        decided
                                ? event.type() + ":" + event.data().get("kind") + ":"
                                        + event.data().get("id")
                                : event.type() + ":" + delivery.position(),
                        Map.of("zh", chinese.getString(text), "en", english.getString(text)),
                        "/moderation/mine",
                        delivery.position()));
    }
}
