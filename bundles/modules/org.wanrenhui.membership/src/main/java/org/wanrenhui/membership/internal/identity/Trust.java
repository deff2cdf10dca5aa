package org.wanrenhui.membership.internal.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.wanrenhui.portal.api.Role;

/**
 * How far a member is trusted, 0 to 4. A verified home counts most; time and growth add to it, a sanction takes two away
 * for thirty days.
 */
public final class Trust {

    private static final Duration SANCTION_WEIGHS = Duration.ofDays(30);

    private Trust() {}

    /**
     * What trust follows from.
     *
     * @param verified     whether residence is verified somewhere
     * @param level        growth level
     * @param createdAt    when the member joined the portal
     * @param sanctionedAt last sanction, or null
     */
    public record Record(boolean verified, int level, Instant createdAt, Instant sanctionedAt) {}

    /** The trust now. Staff and agents answer for their office and are trusted at least at 3 unless sanctioned. */
    public static int of(Record record, Set<Role> roles, Instant now) {
        int trust = earned(record, Duration.between(record.createdAt(), now).toDays());
        if (roles.contains(Role.AGENT) || roles.contains(Role.OPERATOR) || roles.contains(Role.HEADQUARTERS)) {
            trust = Math.max(trust, 3);
        }
        boolean sanctioned = record.sanctionedAt() != null
                && record.sanctionedAt().plus(SANCTION_WEIGHS).isAfter(now);
        return sanctioned ? Math.max(0, trust - 2) : trust;
    }

    private static int earned(Record record, long days) {
        if (!record.verified()) {
            return days >= 1 && record.level() >= 2 ? 1 : 0;
        }
        if (days >= 90 && record.level() >= 5) {
            return 4;
        }
        return days >= 30 && record.level() >= 3 ? 3 : 2;
    }
}
