package org.wanrenhui.portal.moderation.internal.store;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.moderation.Moderation;
import org.wanrenhui.portal.api.spi.Job;
import org.wanrenhui.portal.api.spi.ModeratedContent;

/** The kinds of content that there are now. A decision about a module that is off is applied when it is back. */
@Component(service = {Contents.class, Job.class})
public final class Contents implements Job {

    private final Transactions transactions;
    private final Map<String, ModeratedContent> kinds = new ConcurrentHashMap<>();

    @Activate
    public Contents(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindContent(ModeratedContent content) {
        kinds.put(content.kind(), content);
    }

    void unbindContent(ModeratedContent content) {
        kinds.remove(content.kind(), content);
    }

    /** The content as it is now; empty when it or its module is gone. */
    public Optional<ModeratedContent.Exhibit> find(String kind, long id) {
        return Optional.ofNullable(kinds.get(kind)).flatMap(content -> content.find(id));
    }

    /** Applies a decision; false when the module is off. */
    boolean apply(String kind, long id, Moderation.Action action, String reason) {
        ModeratedContent content = kinds.get(kind);
        if (content == null) {
            return false;
        }
        content.apply(id, action, reason);
        return true;
    }

    @Override
    public String name() {
        return "moderation.pending";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(20);
    }

    @Override
    public void run() {
        var open = transactions.read(em -> em.createQuery(
                        "select c from CaseEntity c where c.state = 'DECIDED' and c.applied = false order by c.id",
                        CaseEntity.class)
                .setMaxResults(100)
                .getResultList());
        for (CaseEntity row : open) {
            if (apply(row.kind, row.contentId, Moderation.Action.valueOf(row.decision), row.words)) {
                transactions.run(em -> em.find(CaseEntity.class, row.id).applied = true);
            }
        }
    }
}
