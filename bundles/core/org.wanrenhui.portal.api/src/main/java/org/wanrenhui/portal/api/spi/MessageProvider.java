package org.wanrenhui.portal.api.spi;

import org.osgi.annotation.versioning.ConsumerType;
import org.wanrenhui.portal.api.Message;

/** Carries messages of one channel to the outside: SMTP, an SMS gateway. Called on one thread at a time. */
@ConsumerType
public interface MessageProvider {

    /** {@code smtp}, {@code aliyun-sms}, … */
    String name();

    /** The channel that it serves; of several that are ready, the portal uses the one that came first. */
    Message.Channel channel();

    /** Whether it has what it needs (server, credentials). */
    boolean ready();

    /** Hands the message over. An exception means: again later. */
    void deliver(Message message) throws Exception;

    /**
     * The same for a provider whose other end can tell a message from one that it has had already: the portal calls this one.
     *
     * @param id the same at each try, another for each message of this portal; {@code [A-Za-z0-9-]+}
     */
    default void deliver(Message message, String id) throws Exception {
        deliver(message);
    }
}
