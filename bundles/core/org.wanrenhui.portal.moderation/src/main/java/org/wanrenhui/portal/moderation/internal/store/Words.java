package org.wanrenhui.portal.moderation.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.Input;
import org.wanrenhui.portal.api.web.Problem;

/** The operator's sensitive words. Matching reads memory that is a second old at most. */
@Component(service = Words.class)
public final class Words {

    /** Content with such a word waits for somebody to look at it. */
    public static final String HOLD = "HOLD";
    /** Content with such a word is refused. */
    public static final String REJECT = "REJECT";

    private static final long KEEP = TimeUnit.SECONDS.toNanos(1);

    /** A word as listed. */
    public record Word(long id, String text, String severity, String addedBy, Instant addedAt) {}

    private record Kept(WordMatcher hold, WordMatcher reject, long fingerprint, long at) {}

    private final Transactions transactions;
    private final Audit audit;
    private volatile Kept kept;

    @Activate
    public Words(@Reference Transactions transactions, @Reference Audit audit) {
        this.transactions = transactions;
        this.audit = audit;
    }

    public List<Word> all() {
        return transactions.read(em ->
                em.createQuery("select w from WordEntity w order by w.text", WordEntity.class).getResultList().stream()
                        .map(w -> new Word(w.id, w.text, w.severity, w.addedBy, w.addedAt))
                        .toList());
    }

    /** Adds words, one a line; those that are there already get the severity. */
    public void add(String lines, String severity, String by) {
        Input input = new Input();
        String text = input.text("words", lines, 1, 20_000);
        input.check(HOLD.equals(severity) || REJECT.equals(severity), "severity", "moderation.problem.severity");
        List<String> words = text.lines()
                .map(String::strip)
                .filter(w -> !w.isEmpty())
                .distinct()
                .toList();
        input.check(
                words.stream()
                        .allMatch(w -> w.length() <= 60 && !WordMatcher.plain(w).isEmpty()),
                "words",
                "moderation.problem.words");
        input.verify();
        transactions.run(em -> words.forEach(word -> {
            WordEntity row = em
                    .createQuery("select w from WordEntity w where w.text = :text", WordEntity.class)
                    .setParameter("text", word)
                    .getResultList()
                    .stream()
                    .findFirst()
                    .orElseGet(WordEntity::new);
            row.text = word;
            row.severity = severity;
            row.addedBy = by;
            row.addedAt = Instant.now();
            em.persist(row);
        }));
        kept = null;
        audit.record("moderation.words", "words", words.size() + " × " + severity);
    }

    public void remove(long id) {
        transactions.run(em -> {
            WordEntity row = em.find(WordEntity.class, id);
            if (row == null) {
                throw Problem.notFound();
            }
            em.remove(row);
        });
        kept = null;
        audit.record("moderation.words", "word:" + id, "removed");
    }

    Set<String> rejected(String text) {
        return kept().reject().find(text);
    }

    Set<String> held(String text) {
        return kept().hold().find(text);
    }

    private Kept kept() {
        Kept now = kept;
        if (now != null && System.nanoTime() - now.at() < KEEP) {
            return now;
        }
        List<Word> words = all();
        long fingerprint = words.hashCode();
        if (now != null && now.fingerprint() == fingerprint) {
            now = new Kept(now.hold(), now.reject(), fingerprint, System.nanoTime());
        } else {
            now = new Kept(matcher(words, HOLD), matcher(words, REJECT), fingerprint, System.nanoTime());
        }
        kept = now;
        return now;
    }

    private static WordMatcher matcher(List<Word> words, String severity) {
        return new WordMatcher(words.stream()
                .filter(w -> w.severity().equals(severity))
                .map(Word::text)
                .collect(Collectors.toList()));
    }
}
