package org.wanrenhui.portal.modules.internal.watch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a module has fared in the last half minute, one sample a second. Used by one thread. */
final class Course {

    private static final int SECONDS = 30;
    private static final int MANY = 20;
    /** Of a processor, so that it counts on a busy machine as well. */
    private static final double BUSY = 0.3;

    private record Sample(long requests, long errors) {}

    private record Busy(long since, long at, long cpu) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private final Map<Thread, Busy> busy = new HashMap<>();

    /** Adds what has been counted so far. */
    void counted(long requests, long errors) {
        samples.addLast(new Sample(requests, errors));
        if (samples.size() > SECONDS + 1) {
            samples.removeFirst();
        }
    }

    /** Failures within the half minute. */
    long failures() {
        return samples.isEmpty()
                ? 0
                : samples.getLast().errors() - samples.getFirst().errors();
    }

    /** Whether it fails again and again: many times, in so many different seconds, and more often than it succeeds. */
    boolean fails(int seconds) {
        int failing = 0;
        Sample before = null;
        for (Sample sample : samples) {
            failing += before != null && sample.errors() > before.errors() ? 1 : 0;
            before = sample;
        }
        return failing >= seconds
                && failures() >= MANY
                && failures() * 2
                        > samples.getLast().requests() - samples.getFirst().requests();
    }

    /** Adds how much processor time each of its threads has used. Times in nanoseconds. */
    void worked(long now, Map<Thread, Long> cpu) {
        busy.keySet().retainAll(cpu.keySet());
        cpu.forEach((thread, used) -> busy.merge(
                thread,
                new Busy(now, now, used),
                (old, fresh) ->
                        used - old.cpu() >= BUSY * (now - old.at()) ? new Busy(old.since(), now, used) : fresh));
    }

    /** Names of threads that have been busy without a pause for longer. */
    List<String> spinning(long now, long nanos) {
        return busy.entrySet().stream()
                .filter(entry -> now - entry.getValue().since() > nanos
                        && entry.getValue().at() == now)
                .map(entry -> entry.getKey().getName())
                .sorted()
                .toList();
    }
}
