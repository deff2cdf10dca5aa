package org.wanrenhui.portal.modules.internal.web;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.wanrenhui.portal.api.spi.HealthCheck;

/** Asks every part of this node how it is. */
@Component(service = HealthChecks.class)
public final class HealthChecks {

    /**
     * An answer.
     *
     * @param name   part that was asked
     * @param status OK, WARN or CRITICAL
     * @param words  one sentence for an operator
     */
    public record Answer(String name, String status, String words) {}

    private final List<HealthCheck> checks = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindCheck(HealthCheck check) {
        checks.add(check);
    }

    void unbindCheck(HealthCheck check) {
        checks.remove(check);
    }

    /** All answers by name; a part that throws is critical. */
    public List<Answer> ask() {
        return checks.stream()
                .map(HealthChecks::ask)
                .sorted(Comparator.comparing(Answer::name))
                .toList();
    }

    private static Answer ask(HealthCheck check) {
        try {
            HealthCheck.Result result = check.check();
            return new Answer(check.name(), result.status().name(), result.words());
        } catch (RuntimeException e) {
            return new Answer(check.name(), HealthCheck.Status.CRITICAL.name(), String.valueOf(e.getMessage()));
        }
    }
}
