package org.wanrenhui.itests.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * People who read the home page and another one, with a short pause between two pages, until closed. Remembers every answer
 * but 200, and how long the home page took when.
 */
public final class Visitors implements AutoCloseable {

    private static final int PEOPLE = 4;
    private static final Duration PAUSE = Duration.ofMillis(15);
    private static final String HOME = "/";

    /** One home page. Times of the system's clock, in nanoseconds. */
    private record Look(long at, long took) {}

    private final URI base;
    private final String other;
    private final Queue<Look> looks = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running = true;

    public Visitors(URI base, String other) {
        this.base = base;
        this.other = other;
        for (int i = 0; i < PEOPLE; i++) {
            Thread thread = new Thread(this::visit, "visitor-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    private void visit() {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        for (int i = 0; running; i++) {
            String path = i % 4 == 3 ? other : HOME;
            long began = System.nanoTime();
            try {
                HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                        .timeout(Duration.ofSeconds(20))
                        .build();
                HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() != 200 || answer.body().length < 200) {
                    failures.add(path + " → " + answer.statusCode() + ", " + answer.body().length + " bytes");
                }
            } catch (IOException e) {
                failures.add(path + " → " + e);
            } catch (InterruptedException e) {
                return;
            }
            if (path.equals(HOME)) {
                looks.add(new Look(began, System.nanoTime() - began));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Everything that was not a page. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** Home pages so far. */
    public int pages() {
        return looks.size();
    }

    /** The time that so many of a hundred home pages begun since a moment did not exceed, in milliseconds. */
    public double millis(int percent, long since) {
        List<Long> sorted = looks.stream()
                .filter(look -> look.at() - since >= 0)
                .map(Look::took)
                .sorted()
                .toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get((sorted.size() - 1) * percent / 100) / 1e6;
    }

    /** Median of the home pages begun from now on for that long, in milliseconds. */
    public double median(Duration time) {
        long since = System.nanoTime();
        LockSupport.parkNanos(time.toNanos());
        return millis(50, since);
    }

    @Override
    public void close() {
        running = false;
        for (Thread thread : threads) {
            try {
                thread.join(30_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
