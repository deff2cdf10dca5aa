package org.example.webhook.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.wanrenhui.portal.api.Message;
import org.wanrenhui.portal.api.Settings;

/** Against a real HTTP server on the loopback interface. */
public class WebhookProviderTest {

    private static final Message MESSAGE = new Message(Message.Channel.MAIL, "lin@example.org", "验证码", "\"1\"\n2\\");

    private record Post(String id, String time, String signature, byte[] body) {}

    private final Map<String, String> values = new HashMap<>();
    private final BlockingQueue<Post> posts = new LinkedBlockingQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile int status = 204;
    private HttpServer server;
    private final WebhookProvider provider = new WebhookProvider(new Settings() {
        @Override
        public Optional<String> get(String key) {
            return Optional.ofNullable(values.get(key));
        }

        @Override
        public Map<String, String> withPrefix(String prefix) {
            return values;
        }

        @Override
        public void put(Map<String, String> changed) {
            values.putAll(changed);
        }
    });

    @Before
    public void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            var headers = exchange.getRequestHeaders();
            posts.add(new Post(
                    headers.getFirst("X-Wanrenhui-Id"),
                    headers.getFirst("X-Wanrenhui-Time"),
                    headers.getFirst("X-Wanrenhui-Signature"),
                    exchange.getRequestBody().readAllBytes()));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.createContext("/silent", exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
        values.put("webhook.secret", "sixteen-letters-");
        values.put("webhook.address", address("/hook"));
    }

    @After
    public void stop() {
        end.countDown();
        server.stop(0);
    }

    @Test
    public void postsTheMessageWithItsSignature() throws Exception {
        assertTrue(provider.ready());
        assertEquals(Message.Channel.MAIL, provider.channel());
        provider.deliver(MESSAGE, "17");
        Post post = posts.take();
        assertEquals("17", post.id());
        assertEquals(
                "{\"id\":\"17\",\"channel\":\"MAIL\",\"to\":\"lin@example.org\",\"subject\":\"验证码\","
                        + "\"body\":\"\\\"1\\\"\\u000a2\\\\\"}",
                new String(post.body(), StandardCharsets.UTF_8));
        assertEquals(Signature.of("sixteen-letters-", post.time(), post.body()), post.signature());
        assertEquals(Message.Channel.SMS, withChannel("SMS"));
    }

    @Test
    public void theSignatureIsWhatOthersCompute() {
        // printf '1764000000.{"id":"1"}' | openssl dgst -sha256 -hmac sixteen-letters-
        assertEquals(
                "sha256=375a83a1e1b908742589d70e085862842a305f37f437e8628c4b0e02155155cc",
                Signature.of("sixteen-letters-", "1764000000", "{\"id\":\"1\"}".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    public void whatIsNotTakenIsAnError() {
        for (int answer : new int[] {302, 404, 500}) {
            status = answer;
            IOException refused = assertThrows(IOException.class, () -> provider.deliver(MESSAGE, "1"));
            assertTrue(refused.getMessage(), refused.getMessage().contains(String.valueOf(answer)));
        }
        assertEquals("nothing was sent elsewhere", 3, posts.size());
    }

    @Test(timeout = 20_000)
    public void doesNotWaitForEver() {
        values.put("webhook.address", address("/silent"));
        values.put("webhook.timeout", "1");
        assertThrows(IOException.class, () -> provider.deliver(MESSAGE, "1"));
    }

    @Test
    public void isNotReadyWithoutAddressOrSecret() {
        values.put("webhook.address", "file:///etc/passwd");
        assertFalse(provider.ready());
        values.put("webhook.address", address("/hook"));
        values.remove("webhook.secret");
        assertFalse(provider.ready());
    }

    private Message.Channel withChannel(String name) {
        values.put("webhook.channel", name);
        return provider.channel();
    }

    private String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }
}
