package org.wanrenhui.membership.internal.identity;

/** What an authenticator app shows. */
public final class TotpCodes {

    private TotpCodes() {}

    public static String at(String secret, long step) {
        return Totp.code(Base32.decode(secret), step);
    }
}
