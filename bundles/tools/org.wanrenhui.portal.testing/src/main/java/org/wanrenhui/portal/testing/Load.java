package org.wanrenhui.portal.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Several connections that load the given pages without a pause until closed; remembers every answer but 200. */
public final class Load implements AutoCloseable {

    /** A page and the headers to ask for it with. */
    public record Target(String path, Map<String, String> headers) {

        public static Target of(String path) {
            return new Target(path, Map.of());
        }
    }

    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicLong requests = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    public Load(URI base, int connections, List<Target> targets) {
        for (int i = 0; i < connections; i++) {
            int first = i;
            Thread thread = new Thread(() -> loop(base, targets, first), "load-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    private void loop(URI base, List<Target> targets, int first) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        for (int i = first; running.get(); i++) {
            Target target = targets.get(i % targets.size());
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(base.resolve(target.path())).timeout(Duration.ofSeconds(20));
            target.headers().forEach(request::header);
            try {
                HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                requests.incrementAndGet();
                if (answer.statusCode() != 200 || answer.body().length < 200) {
                    failures.add(target.path() + " → " + answer.statusCode() + ", " + answer.body().length + " bytes");
                }
            } catch (IOException e) {
                failures.add(target.path() + " → " + e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Requests answered so far. */
    public long requests() {
        return requests.get();
    }

    /** Everything that was not a page. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        running.set(false);
        for (Thread thread : threads) {
            try {
                thread.join(30_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
