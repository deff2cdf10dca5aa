package org.example.webhook.internal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.spi.SettingSource;

/** What an operator says about the webhook. */
@Component
public final class WebhookSettings implements SettingSource {

    static final String CHANNEL = "webhook.channel";
    static final String ADDRESS = "webhook.address";
    static final String SECRET = "webhook.secret";
    static final String TIMEOUT = "webhook.timeout";
    static final int SECONDS = 10;

    @Override
    public String group() {
        return "webhook";
    }

    @Override
    public String titleKey() {
        return "webhook.settings";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.choice(CHANNEL, "webhook.channel", "webhook.channel.hint", "MAIL", "MAIL", "SMS"),
                Setting.line(ADDRESS, "webhook.address", "webhook.address.hint", 400),
                Setting.secret(SECRET, "webhook.secret", "webhook.secret.hint", 16, 200),
                Setting.number(TIMEOUT, "webhook.timeout", "webhook.timeout.hint", SECONDS, 1, 60));
    }
}
