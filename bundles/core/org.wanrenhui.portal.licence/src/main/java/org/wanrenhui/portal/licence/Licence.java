package org.wanrenhui.portal.licence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator may run, where and until when.
 *
 * @param id        unique id of this licence
 * @param issuer    headquarters that signed it
 * @param operator  operator that it was issued to
 * @param issuedAt  when it was signed
 * @param validFrom before this it counts for nothing
 * @param validTo   end for every module that has no end of its own
 * @param warning   how long before its end a module begins to warn
 * @param readOnly  how long after its end a module can still be read
 * @param territory division codes; everything whose code begins with one of them is inside
 * @param modules   licensed modules and their own ends, where they have one
 * @param terms     fee and commission terms, for the modules that settle them
 */
public record Licence(
        String id,
        String issuer,
        String operator,
        Instant issuedAt,
        Instant validFrom,
        Instant validTo,
        Duration warning,
        Duration readOnly,
        List<String> territory,
        Map<String, Optional<Instant>> modules,
        Map<String, Object> terms) {

    /** Steps in which a licence lapses. */
    public enum Step {
        UNLICENSED,
        LICENSED,
        WARNING,
        READ_ONLY,
        LAPSED
    }

    public Licence {
        territory = List.copyOf(territory);
        modules = Map.copyOf(modules);
        terms = Map.copyOf(terms);
    }

    /** Ids of the licensed modules. */
    public Set<String> moduleIds() {
        return modules.keySet();
    }

    /** When the module's licence ends; empty when it is not licensed. */
    public Optional<Instant> endOf(String module) {
        Optional<Instant> own = modules.get(module);
        return own == null ? Optional.empty() : Optional.of(own.orElse(validTo));
    }

    /** The module's step at a moment. */
    public Step stepOf(String module, Instant now) {
        Optional<Instant> end = endOf(module);
        if (end.isEmpty() || now.isBefore(validFrom)) {
            return Step.UNLICENSED;
        }
        if (now.isBefore(end.get().minus(warning))) {
            return Step.LICENSED;
        }
        if (now.isBefore(end.get())) {
            return Step.WARNING;
        }
        return now.isBefore(end.get().plus(readOnly)) ? Step.READ_ONLY : Step.LAPSED;
    }

    /** The next moment after {@code now} at which the module's step changes; empty when it will not change again. */
    public Optional<Instant> nextChange(String module, Instant now) {
        return endOf(module).flatMap(end -> List.of(validFrom, end.minus(warning), end, end.plus(readOnly)).stream()
                .filter(moment -> moment.isAfter(now))
                .min(Instant::compareTo));
    }

    /** Whether a division, for example 140105, lies in the territory. */
    public boolean covers(String divisionCode) {
        return territory.stream().anyMatch(divisionCode::startsWith);
    }
}
