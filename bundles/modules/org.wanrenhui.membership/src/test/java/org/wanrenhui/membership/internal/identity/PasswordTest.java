package org.wanrenhui.membership.internal.identity;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.util.Optional;
import org.junit.Test;

public class PasswordTest {

    @Test
    public void objectsToWhatIsGuessedFirst() {
        assertEquals(Optional.of("input.required"), PasswordPolicy.objection(null));
        assertEquals(Optional.of("membership.password.short"), PasswordPolicy.objection("七个字的密码呀"));
        assertEquals(Optional.of("membership.password.guessed"), PasswordPolicy.objection("Password1"));
        assertEquals(Optional.of("membership.password.guessed"), PasswordPolicy.objection("abababababab"));
        assertEquals(Optional.of("membership.password.known"), PasswordPolicy.objection("13812346720!", "13812346720"));
        assertEquals(Optional.of("input.too-long"), PasswordPolicy.objection("correct horse ".repeat(20)));
        assertEquals(Optional.empty(), PasswordPolicy.objection("correct horse", "lin", null));
        assertEquals(Optional.empty(), PasswordPolicy.objection("灯亮着就有邻居在"));
    }

    @Test
    public void hashesWithSaltAndRecognisesTheSameTextInAnotherForm() {
        Argon2Passwords passwords = new Argon2Passwords();
        String hash = passwords.hash("caf\u00e9 au lait");
        assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
        assertNotEquals(hash, passwords.hash("caf\u00e9 au lait"));
        assertTrue(passwords.matches("cafe\u0301 au lait", hash));
        assertFalse(passwords.matches("cafe au lait", hash));
        assertFalse(passwords.matches("anything", ""));
    }
}
