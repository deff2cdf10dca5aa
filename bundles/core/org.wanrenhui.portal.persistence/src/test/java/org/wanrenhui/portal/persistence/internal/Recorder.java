package org.wanrenhui.portal.persistence.internal;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.wanrenhui.portal.api.spi.EventConsumer;

/** A consumer that keeps what it gets, and refuses what it is told to refuse. */
final class Recorder implements EventConsumer {

    final List<Delivery> taken = new CopyOnWriteArrayList<>();
    final List<Delivery> refused = new CopyOnWriteArrayList<>();
    volatile String refusing = "";
    private final String name;
    private final Set<String> types;
    private final boolean everywhere;

    Recorder(String name, String... types) {
        this(name, false, types);
    }

    Recorder(String name, boolean everywhere, String... types) {
        this.name = name;
        this.types = Set.of(types);
        this.everywhere = everywhere;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> types() {
        return types;
    }

    @Override
    public boolean onEveryNode() {
        return everywhere;
    }

    @Override
    public void receive(Delivery delivery) {
        if (delivery.event().subject().equals(refusing)) {
            refused.add(delivery);
            throw new IllegalStateException("refused " + refusing);
        }
        taken.add(delivery);
    }

    List<String> numbers() {
        return taken.stream().map(delivery -> delivery.event().data().get("n")).toList();
    }

    List<String> numbers(String subject) {
        return taken.stream()
                .filter(delivery -> delivery.event().subject().equals(subject))
                .map(delivery -> delivery.event().data().get("n"))
                .toList();
    }
}
