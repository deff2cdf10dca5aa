package org.wanrenhui.portal.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Sends messages to people outside the portal. A message is queued in the surrounding transaction (or one of its own)
 * and delivered by the provider for its channel, retried with back-off, dead-lettered in the end. Thread-safe.
 */
@ProviderType
public interface Mailbox {

    /** Whether some provider for the channel is configured. */
    boolean canSend(Message.Channel channel);

    /** Queues the message. */
    void send(Message message);
}
