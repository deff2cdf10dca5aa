package org.wanrenhui.portal.api.data;

import java.util.Map;

/**
 * Something that happened in a module and that others may want to know.
 *
 * @param type    {@code <module>.<what>}, in the past tense: {@code forum.topic-opened}
 * @param subject what it happened to, {@code <kind>:<id>}; events of one subject are delivered in order
 * @param data    plain values; ids as decimal digits
 */
public record DomainEvent(String type, String subject, Map<String, String> data) {

    public DomainEvent {
        data = Map.copyOf(data);
    }

    /** A required value as a number. Throws {@link IllegalArgumentException} when missing or not a number. */
    public long number(String key) {
        String value = data.get(key);
        if (value == null) {
            throw new IllegalArgumentException(type + " carries no " + key);
        }
        return Long.parseLong(value);
    }
}
