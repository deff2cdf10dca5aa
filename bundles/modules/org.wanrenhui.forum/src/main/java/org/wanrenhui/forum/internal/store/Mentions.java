package org.wanrenhui.forum.internal.store;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.forum.internal.text.Prose;
import org.wanrenhui.portal.api.Members;

/**
 * Finds out who is meant by an @. Chinese has no space after a name, so every beginning of what follows the @ may be one;
 * the longest that somebody bears is taken.
 */
@Component(service = Mentions.class)
public final class Mentions {

    private final Members members;

    @Activate
    public Mentions(@Reference Members members) {
        this.members = members;
    }

    /** Ids by name of everybody mentioned in the texts; no query when nobody is. */
    public Map<String, Long> in(Collection<String> texts) {
        Set<String> names = new LinkedHashSet<>();
        texts.forEach(text -> names.addAll(Prose.candidates(text)));
        return names.isEmpty() ? Map.of() : members.idsByName(names);
    }

    /** Ids of those who are mentioned in the text. */
    public Set<Long> who(String text) {
        Map<String, Long> known = in(Set.of(text));
        Set<Long> ids = new LinkedHashSet<>();
        Prose.mentions(text).forEach(name -> {
            String meant = Prose.longest(name, known);
            if (!meant.isEmpty()) {
                ids.add(known.get(meant));
            }
        });
        return ids;
    }
}
