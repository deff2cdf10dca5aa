package org.wanrenhui.portal.notify.internal;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.wanrenhui.portal.api.Message;
import org.wanrenhui.portal.api.spi.MessageProvider;

/** In a demo there is no network: messages end here, where operators can read them. Never ready outside demo mode. */
abstract class DemoProvider implements MessageProvider {

    private static final int KEPT = 50;

    /** A message that would have gone out. */
    public record Kept(Instant at, Message message) {}

    private final boolean demo;
    private final Message.Channel channel;
    private final Deque<Kept> kept = new ArrayDeque<>();

    DemoProvider(boolean demo, Message.Channel channel) {
        this.demo = demo;
        this.channel = channel;
    }

    @Override
    public String name() {
        return "demo-" + channel.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public Message.Channel channel() {
        return channel;
    }

    @Override
    public boolean ready() {
        return demo;
    }

    @Override
    public synchronized void deliver(Message message) {
        kept.addFirst(new Kept(Instant.now(), message));
        if (kept.size() > KEPT) {
            kept.removeLast();
        }
    }

    synchronized List<Kept> kept() {
        return List.copyOf(kept);
    }
}
