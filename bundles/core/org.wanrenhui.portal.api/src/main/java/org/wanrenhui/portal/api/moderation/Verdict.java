package org.wanrenhui.portal.api.moderation;

/**
 * What becomes of a submission.
 *
 * @param outcome what to do
 * @param reason  text key of why, or empty when published
 * @param matches words that matched, separated by a comma; for reviewers only
 */
public record Verdict(Outcome outcome, String reason, String matches) {

    /** What to do with a submission. */
    public enum Outcome {
        /** Show it. */
        PUBLISH,
        /** Store it, show it to its author and to moderators only, until somebody has reviewed it. */
        HOLD,
        /** Refuse it and say why. */
        REJECT
    }

    /** Nothing to object to. */
    public static final Verdict PUBLISH = new Verdict(Outcome.PUBLISH, "", "");
}
