package org.wanrenhui.portal.api;

/**
 * A message to one person.
 *
 * @param channel how it travels
 * @param to      e-mail address, or phone number in digits with country code
 * @param subject one line; ignored by SMS
 * @param body    plain text
 */
public record Message(Channel channel, String to, String subject, String body) {

    /** How a message travels. */
    public enum Channel {
        MAIL,
        SMS
    }
}
