package org.wanrenhui.portal.moderation.internal.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.moderation.Moderation;
import org.wanrenhui.portal.api.moderation.Standing;
import org.wanrenhui.portal.api.moderation.Submission;
import org.wanrenhui.portal.api.moderation.Verdict;
import org.wanrenhui.portal.api.web.Problem;

/** Screens by the operator's words and by repetition; everything doubtful goes into the queue. */
@Component(service = Moderation.class)
public final class QueueModeration implements Moderation {

    private static final int SAME_TEXT = 3;
    private static final int WORTH_REMEMBERING = 12;

    private final Words words;
    private final Cases cases;
    private final Sanctions sanctions;
    private final Cache<String, AtomicInteger> repeated = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(Duration.ofMinutes(30))
            .build();

    @Activate
    public QueueModeration(@Reference Words words, @Reference Cases cases, @Reference Sanctions sanctions) {
        this.words = words;
        this.cases = cases;
        this.sanctions = sanctions;
    }

    @Override
    public Verdict screen(Submission submission, Caller author) {
        Set<String> rejected = words.rejected(submission.text());
        if (!rejected.isEmpty()) {
            return new Verdict(Verdict.Outcome.REJECT, "moderation.reason.rejected", String.join(", ", rejected));
        }
        Set<String> held = words.held(submission.text());
        if (!held.isEmpty()) {
            return new Verdict(Verdict.Outcome.HOLD, "moderation.reason.word", String.join(", ", held));
        }
        if (author.trust() == 0 && repeats(submission)) {
            return new Verdict(Verdict.Outcome.HOLD, "moderation.reason.repeated", "");
        }
        return Verdict.PUBLISH;
    }

    private boolean repeats(Submission submission) {
        String plain = WordMatcher.plain(submission.text());
        if (plain.length() < WORTH_REMEMBERING) {
            return false;
        }
        String key = submission.authorId() + ":" + plain.hashCode() + ":" + plain.length();
        return repeated.get(key, k -> new AtomicInteger()).incrementAndGet() >= SAME_TEXT;
    }

    @Override
    public void queue(Submission submission, Verdict verdict) {
        cases.open(submission, verdict.reason(), verdict.matches());
    }

    @Override
    public void report(Submission submission, Caller reporter, String reason, String words) {
        if (sanctions.banned(reporter.id(), submission.communityId())) {
            throw Problem.forbidden("moderation.problem.banned");
        }
        cases.report(submission, reporter, reason, words);
    }

    @Override
    public boolean banned(long memberId, long communityId) {
        return sanctions.banned(memberId, communityId);
    }

    @Override
    public Standing standing(long memberId, long communityId) {
        return sanctions.standing(memberId, communityId);
    }

    @Override
    public void act(Submission submission, Caller moderator, Action action, String reason) {
        cases.act(submission, moderator, action, reason);
    }
}
