package org.wanrenhui.portal.modules.internal.state;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.data.Transactions;

/** The table of desired states, shared by all nodes. */
@Component(service = DesiredStates.class)
public final class DesiredStates {

    private final Transactions transactions;

    @Activate
    public DesiredStates(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    /** All desired states by module id. */
    public Map<String, DesiredState> all() {
        return transactions.read(em ->
                em.createQuery("select d from DesiredStateEntity d", DesiredStateEntity.class).getResultList().stream()
                        .map(DesiredStateEntity::toView)
                        .collect(Collectors.toMap(DesiredState::moduleId, Function.identity())));
    }

    /** Whether nobody has ever decided anything here. */
    public boolean untouched() {
        return all().isEmpty();
    }

    /** The modules that somebody has uninstalled, by id. */
    public List<DesiredState> uninstalled() {
        return all().values().stream()
                .filter(state -> !state.installed())
                .sorted(Comparator.comparing(DesiredState::moduleId))
                .toList();
    }

    /** Stores what is wanted of the modules, in one transaction; they shall be installed at any rate. */
    public void put(List<String> moduleIds, boolean enabled, String by, Instant at) {
        transactions.run(em -> moduleIds.forEach(id -> row(em, id).change(enabled, by, at)));
    }

    /** Stores that the module shall not be there, and which Karaf feature brings it back. */
    public void uninstall(String moduleId, String feature, String by, Instant at) {
        transactions.run(em -> {
            DesiredStateEntity row = row(em, moduleId);
            row.uninstall(by, at);
            row.cameWith(feature);
        });
    }

    private static DesiredStateEntity row(EntityManager em, String id) {
        DesiredStateEntity row = em.find(DesiredStateEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            row = new DesiredStateEntity(id);
            em.persist(row);
        }
        return row;
    }
}
