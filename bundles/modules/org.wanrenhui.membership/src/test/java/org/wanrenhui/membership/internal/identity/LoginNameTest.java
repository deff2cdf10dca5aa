package org.wanrenhui.membership.internal.identity;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class LoginNameTest {

    @Test
    public void readsMainlandNumbersHoweverTheyAreTyped() {
        for (String typed : List.of(
                "13812346720", "+8613812346720", "8613812346720", " 138 1234 6720 ", "138-1234-6720", "１３８１２３４６７２０")) {
            assertEquals(Optional.of(new LoginName(false, "13812346720")), LoginName.parse(typed));
        }
        for (String typed : List.of("1381234672", "138123467200", "12812346720", "+113812346720", "")) {
            assertTrue(typed, LoginName.parse(typed).isEmpty());
        }
    }

    @Test
    public void readsAddresses() {
        assertEquals(
                "lin@example.com",
                LoginName.parse("Lin@Example.COM").orElseThrow().value());
        assertEquals(
                "resident@demo", LoginName.parse("resident@demo").orElseThrow().value());
        for (String typed :
                List.of("@demo", "a@", "a b@c.cn", "a@b..c", "<script>@x.cn", "a@-x.cn", "a".repeat(300) + "@b.cn")) {
            assertTrue(typed, LoginName.parse(typed).isEmpty());
        }
        assertTrue(LoginName.parse(null).isEmpty());
    }

    @Test
    public void masks() {
        assertEquals("138****6720", LoginName.parse("13812346720").orElseThrow().masked());
        assertEquals(
                "li***@example.com",
                LoginName.parse("lin@example.com").orElseThrow().masked());
        assertEquals("a***@demo", LoginName.parse("a@demo").orElseThrow().masked());
    }
}
