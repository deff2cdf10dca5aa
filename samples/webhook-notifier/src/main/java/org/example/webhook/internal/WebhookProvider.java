package org.example.webhook.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Message;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.spi.MessageProvider;

/**
 * Posts messages to a webhook. An answer other than 2xx is an exception, and the portal tries again later. Keeps no thread and
 * no connection, so there is nothing to end when the module goes off.
 */
@Component
public final class WebhookProvider implements MessageProvider {

    private final Settings settings;

    @Activate
    public WebhookProvider(@Reference Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public Message.Channel channel() {
        return Message.Channel.valueOf(settings.get(WebhookSettings.CHANNEL, Message.Channel.MAIL.name()));
    }

    @Override
    public boolean ready() {
        return settings.get(WebhookSettings.ADDRESS, "").matches("https?://[^/\\s]+\\S*")
                && settings.get(WebhookSettings.SECRET).isPresent();
    }

    @Override
    public void deliver(Message message) throws IOException {
        deliver(message, UUID.randomUUID().toString());
    }

    @Override
    public void deliver(Message message, String id) throws IOException {
        byte[] body = MessageJson.of(message, id);
        String time = Long.toString(Instant.now().getEpochSecond());
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(settings.get(WebhookSettings.ADDRESS, "")).toURL().openConnection();
        int millis = settings.getInt(WebhookSettings.TIMEOUT, WebhookSettings.SECONDS) * 1000;
        connection.setConnectTimeout(millis);
        connection.setReadTimeout(millis);
        // A signed message goes where the operator has said and nowhere else.
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("X-Wanrenhui-Id", id);
        connection.setRequestProperty("X-Wanrenhui-Time", time);
        connection.setRequestProperty(
                "X-Wanrenhui-Signature", Signature.of(settings.get(WebhookSettings.SECRET, ""), time, body));
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        try {
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            int status = connection.getResponseCode();
            if (status / 100 != 2) {
                throw new IOException("the webhook answered " + status);
            }
        } finally {
            connection.disconnect();
        }
    }
}
