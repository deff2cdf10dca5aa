package org.wanrenhui.membership.internal.identity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wanrenhui.portal.api.Message;

/**
 * What a member signs in with.
 *
 * @param email whether it is an e-mail address; otherwise a phone number
 * @param value address in lower case, or 11 digits of a mainland mobile number
 */
public record LoginName(boolean email, String value) {

    /** A host may be a bare name, as on a closed network. */
    private static final Pattern EMAIL =
            Pattern.compile("[a-z0-9._%+'=/-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,62})(?:\\.[a-z0-9][a-z0-9-]{0,62})*");

    private static final Pattern PHONE = Pattern.compile("(?:\\+?86)?(1[3-9][0-9]{9})");

    /** Reads what somebody typed; full-width digits, blanks and dashes in numbers are forgiven. Empty when neither. */
    public static Optional<LoginName> parse(String typed) {
        if (typed == null || typed.length() > 254) {
            return Optional.empty();
        }
        String text = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        if (text.indexOf('@') >= 0) {
            return EMAIL.matcher(text).matches() ? Optional.of(new LoginName(true, text)) : Optional.empty();
        }
        var number = PHONE.matcher(text.replaceAll("[ ()-]", ""));
        return number.matches() ? Optional.of(new LoginName(false, number.group(1))) : Optional.empty();
    }

    /** How messages reach it. */
    public Message.Channel channel() {
        return email ? Message.Channel.MAIL : Message.Channel.SMS;
    }

    /** Where messages go: the address, or the number with country code. */
    public String recipient() {
        return email ? value : "86" + value;
    }

    /** For screens of others: {@code li***@example.com}, {@code 138****6720}. */
    public String masked() {
        if (!email) {
            return value.substring(0, 3) + "****" + value.substring(7);
        }
        int at = value.indexOf('@');
        return value.substring(0, Math.min(2, at)) + "***" + value.substring(at);
    }
}
