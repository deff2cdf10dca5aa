package org.wanrenhui.portal.notify.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.wanrenhui.portal.api.Mailbox;
import org.wanrenhui.portal.api.Message;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.data.DomainEvents;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.spi.EventConsumer;
import org.wanrenhui.portal.api.spi.MessageProvider;

/** Queues messages in the outbox, which delivers, retries and dead-letters them like every other event. */
@Component(service = {Mailbox.class, EventConsumer.class, OutboxMailbox.class})
public final class OutboxMailbox implements Mailbox, EventConsumer {

    private static final String TYPE = "notify.message";

    private final Transactions transactions;
    private final DomainEvents events;
    private final List<MessageProvider> providers = new CopyOnWriteArrayList<>();

    @Activate
    public OutboxMailbox(@Reference Transactions transactions, @Reference DomainEvents events) {
        this.transactions = transactions;
        this.events = events;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindProvider(MessageProvider provider) {
        providers.add(provider);
    }

    void unbindProvider(MessageProvider provider) {
        providers.remove(provider);
    }

    @Override
    public boolean canSend(Message.Channel channel) {
        return provider(channel).isPresent();
    }

    @Override
    public void send(Message message) {
        DomainEvent event = new DomainEvent(
                TYPE,
                "to:" + Integer.toHexString(message.to().hashCode()),
                Map.of(
                        "channel", message.channel().name(),
                        "to", message.to(),
                        "subject", message.subject(),
                        "body", message.body()));
        try {
            events.publish(event);
        } catch (IllegalStateException outsideTransaction) {
            transactions.run(em -> events.publish(event));
        }
    }

    @Override
    public String name() {
        return "notify.deliver";
    }

    @Override
    public Set<String> types() {
        return Set.of(TYPE);
    }

    @Override
    public void receive(Delivery delivery) throws Exception {
        Map<String, String> data = delivery.event().data();
        Message message = new Message(
                Message.Channel.valueOf(data.get("channel")), data.get("to"), data.get("subject"), data.get("body"));
        provider(message.channel())
                .orElseThrow(() -> new IllegalStateException("no provider for " + message.channel() + " is ready"))
                .deliver(message, Long.toString(delivery.position()));
    }

    /** The provider that carries a channel; the demo's own only when there is no other. */
    Optional<MessageProvider> provider(Message.Channel channel) {
        return providers.stream()
                .filter(provider -> provider.channel() == channel && provider.ready())
                .min(Comparator.comparing(provider -> provider instanceof DemoProvider));
    }

    List<MessageProvider> providers() {
        return List.copyOf(providers);
    }
}
