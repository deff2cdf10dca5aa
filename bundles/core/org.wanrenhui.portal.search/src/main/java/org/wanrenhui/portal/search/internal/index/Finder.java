package org.wanrenhui.portal.search.internal.index;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.spi.SearchSource;

/** Searches for somebody: only in modules that are on, and only what that person may see. */
@Component(service = Finder.class)
public final class Finder {

    private final IndexFeed feed;

    @Activate
    public Finder(@Reference IndexFeed feed) {
        this.feed = feed;
    }

    /** A part of the hits; {@code next} goes on, or null. */
    public record Found(List<LuceneIndex.Hit> hits, long total, boolean exact, String next) {}

    /**
     * @param typed     what was typed, anything
     * @param source    name of one source, or empty for all
     * @param community 0 for all
     */
    public Found find(String typed, String source, long community, Optional<Caller> caller, String after, int limit) {
        Set<String> names = new HashSet<>(feed.sources().keySet());
        if (source != null && !source.isBlank()) {
            names.retainAll(Set.of(source));
        }
        Set<String> audiences = new HashSet<>(Set.of("public"));
        caller.ifPresent(c -> {
            audiences.add("members");
            c.communities().forEach(id -> audiences.add("community:" + id));
        });
        Question question = new Question(Question.parts(typed == null ? "" : typed), names, audiences, community);
        LuceneIndex.Hits hits = feed.index().search(question, after, limit);
        String next =
                hits.hits().size() < limit ? null : hits.hits().get(limit - 1).cursor();
        return new Found(
                hits.hits().stream().filter(hit -> mayFind(hit, caller)).toList(), hits.total(), hits.exact(), next);
    }

    /** The module's own last look; a module that has just gone off shows nothing. */
    private boolean mayFind(LuceneIndex.Hit hit, Optional<Caller> caller) {
        SearchSource source = feed.sources().get(hit.source());
        return source != null && source.mayFind(hit.document(), caller);
    }
}
