package org.wanrenhui.membership.internal.portal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.spi.SettingSource;

/** What an operator may set about members. */
@Component
public final class MembershipSettings implements SettingSource {

    @Override
    public String group() {
        return "membership";
    }

    @Override
    public String titleKey() {
        return "membership.settings";
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.toggle("membership.verify.mail", "membership.set.mail", "membership.set.codeHint", false),
                Setting.toggle("membership.verify.sms", "membership.set.sms", "membership.set.codeHint", false),
                Setting.choice(
                        "membership.join",
                        "membership.set.join",
                        "membership.set.joinHint",
                        "OPEN",
                        "OPEN",
                        "APPROVAL"),
                Setting.toggle("membership.totp.required", "membership.set.totp", "membership.set.totpHint", false),
                Setting.number("membership.session.idle-days", "membership.set.idle", "", 30, 1, 365),
                Setting.number(
                        "membership.register.per-quarter",
                        "membership.set.register",
                        "membership.set.registerHint",
                        100,
                        1,
                        100_000),
                Setting.number(
                        "membership.verify.months", "membership.set.months", "membership.set.monthsHint", 0, 0, 120),
                Setting.number(
                        "membership.verify.tenant-months",
                        "membership.set.tenantMonths",
                        "membership.set.monthsHint",
                        12,
                        0,
                        120));
    }
}
