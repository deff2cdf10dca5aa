package org.wanrenhui.portal.persistence.internal.outbox;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Types of events that a consumer wants. */
final class Subscription {

    private final Set<String> exact;
    private final List<String> beginnings;

    Subscription(Set<String> types) {
        this.exact = types.stream().filter(type -> !type.endsWith("*")).collect(Collectors.toUnmodifiableSet());
        this.beginnings = types.stream()
                .filter(type -> type.endsWith("*"))
                .map(type -> type.substring(0, type.length() - 1))
                .toList();
    }

    boolean covers(String type) {
        if (exact.contains(type)) {
            return true;
        }
        for (String beginning : beginnings) {
            if (type.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }
}
