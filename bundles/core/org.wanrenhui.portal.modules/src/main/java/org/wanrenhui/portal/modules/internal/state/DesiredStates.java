package org.wanrenhui.portal.modules.internal.state;

import jakarta.persistence.LockModeType;
import java.time.Instant;
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

    /** Stores what is wanted of the modules, in one transaction. */
    public void put(List<String> moduleIds, boolean enabled, String by, Instant at) {
        transactions.run(em -> {
            for (String id : moduleIds) {
                DesiredStateEntity row = em.find(DesiredStateEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
                if (row == null) {
                    row = new DesiredStateEntity(id);
                    em.persist(row);
                }
                row.change(enabled, by, at);
            }
        });
    }
}
