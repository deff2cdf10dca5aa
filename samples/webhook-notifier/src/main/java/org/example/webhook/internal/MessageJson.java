package org.example.webhook.internal;

import java.nio.charset.StandardCharsets;
import org.wanrenhui.portal.api.Message;

/** A message as JSON (RFC 8259): {@code id}, {@code channel}, {@code to}, {@code subject}, {@code body}. */
final class MessageJson {

    private MessageJson() {}

    static byte[] of(Message message, String id) {
        String json = "{\"id\":" + text(id)
                + ",\"channel\":" + text(message.channel().name())
                + ",\"to\":" + text(message.to())
                + ",\"subject\":" + text(message.subject())
                + ",\"body\":" + text(message.body()) + "}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(String value) {
        StringBuilder text = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < 0x20) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }
}
