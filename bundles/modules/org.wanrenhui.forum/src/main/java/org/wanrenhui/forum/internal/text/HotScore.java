package org.wanrenhui.forum.internal.text;

import java.time.Instant;

/**
 * Rank of a topic among the hot ones: the logarithm of its liveliness plus its age in units in which ten times the
 * liveliness is worth half a day. The score of a topic never needs to decay, because newer topics start higher.
 */
public final class HotScore {

    private static final double SECONDS_PER_DECADE = 12 * 3600.0;
    private static final long EPOCH = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

    private HotScore() {}

    /**
     * @param replies   visible replies
     * @param reactions reactions to all posts of the topic
     * @param lastAt    last activity
     */
    public static double of(int replies, int reactions, Instant lastAt) {
        double liveliness = Math.max(1, replies + reactions * 2.0);
        return Math.log10(liveliness) + (lastAt.getEpochSecond() - EPOCH) / SECONDS_PER_DECADE;
    }
}
