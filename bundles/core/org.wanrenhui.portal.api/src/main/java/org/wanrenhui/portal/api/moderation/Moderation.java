package org.wanrenhui.portal.api.moderation;

import org.osgi.annotation.versioning.ProviderType;
import org.wanrenhui.portal.api.Caller;

/** Word lists, review queue, reports and sanctions for every kind of user content. Thread-safe. */
@ProviderType
public interface Moderation {

    /** Checks the text against the word lists and the author's trust. Reads memory only. */
    Verdict screen(Submission submission, Caller author);

    /**
     * Puts stored content into the review queue, in the surrounding transaction's events when there is one. Called after
     * a {@link Verdict.Outcome#HOLD}; the submission carries its id now. Queueing the same content twice is harmless.
     */
    void queue(Submission submission, Verdict verdict);

    /**
     * A member reports somebody's content. One open report per member and content; a second one is ignored. Content with
     * as many reports as the operator has set is held until reviewed.
     *
     * @param reason one of {@code spam}, {@code abuse}, {@code illegal}, {@code privacy}, {@code other}
     */
    void report(Submission submission, Caller reporter, String reason, String words);

    /** Whether a member may post in the community (0: the whole region). Reads memory only. */
    Standing standing(long memberId, long communityId);

    /**
     * Whether a ban keeps the member from the community (0: the whole portal): no writing, no joining, no reporting. Reads
     * memory only.
     */
    boolean banned(long memberId, long communityId);

    /**
     * A moderator acts on content directly, with a reason that its author is told.
     *
     * @throws org.wanrenhui.portal.api.web.Problem 403 when the content lies outside the moderator's jurisdiction
     */
    void act(Submission submission, Caller moderator, Action action, String reason);

    /** What a moderator can do to content. */
    enum Action {
        APPROVE,
        HIDE,
        DELETE,
        RESTORE
    }
}
