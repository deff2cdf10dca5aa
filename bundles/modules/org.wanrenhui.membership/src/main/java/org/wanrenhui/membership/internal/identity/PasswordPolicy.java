package org.wanrenhui.membership.internal.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a password must be: long enough, not among the first guesses, not the login or the name itself. */
public final class PasswordPolicy {

    static final int MIN = 8;
    static final int MAX = 128;

    private static final Set<String> GUESSED = Set.of(
            "password",
            "password1",
            "passw0rd",
            "p@ssw0rd",
            "12345678",
            "123456789",
            "1234567890",
            "11111111",
            "00000000",
            "88888888",
            "66666666",
            "87654321",
            "qwertyui",
            "qwerty123",
            "1q2w3e4r",
            "1qaz2wsx",
            "abc12345",
            "abcd1234",
            "a1234567",
            "aa123456",
            "a123456789",
            "woaini1314",
            "woaini520",
            "5201314520",
            "iloveyou",
            "admin123",
            "wanrenhui",
            "qwertyuiop",
            "asdfghjkl",
            "abcdefgh",
            "12341234",
            "123123123",
            "147258369");

    private PasswordPolicy() {}

    /** Text key of what is wrong with the password, or empty. */
    public static Optional<String> objection(String password, String... known) {
        int length = password == null ? 0 : password.codePointCount(0, password.length());
        if (length < MIN) {
            return Optional.of(length == 0 ? "input.required" : "membership.password.short");
        }
        if (length > MAX) {
            return Optional.of("input.too-long");
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (GUESSED.contains(lower) || password.codePoints().distinct().count() < 4) {
            return Optional.of("membership.password.guessed");
        }
        for (String word : known) {
            if (word != null && word.length() >= 4 && lower.contains(word.toLowerCase(Locale.ROOT))) {
                return Optional.of("membership.password.known");
            }
        }
        return Optional.empty();
    }
}
