package org.wanrenhui.membership.internal.people;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.Scope;

public class NameKeyTest {

    @Test
    public void lookalikesHaveTheSameKey() {
        assertEquals(NameKey.of("Lin Xiao"), NameKey.of("ｌｉｎ\u200bxiao"));
        assertEquals("", NameKey.of("\u200b\u2060 \u3164\u2800\ufeff"));
        assertFalse(NameKey.of("林").equals(NameKey.of("琳")));
    }

    @Test
    public void audiences() {
        Optional<Caller> neighbour = Optional.of(new Viewer(2, Set.of(7L)));
        Optional<Caller> stranger = Optional.of(new Viewer(3, Set.of(8L)));
        assertTrue(Audience.NEIGHBOURS.includes(neighbour, 1, List.of(7L)));
        assertFalse(Audience.NEIGHBOURS.includes(stranger, 1, List.of(7L)));
        assertFalse(Audience.MEMBERS.includes(Optional.empty(), 1, List.of()));
        assertFalse(Audience.NOBODY.includes(neighbour, 1, List.of(7L)));
        assertTrue(Audience.NOBODY.includes(neighbour, 2, List.of()));
        assertEquals(Optional.empty(), Audience.of("KING"));
    }

    private record Viewer(long id, Set<Long> communities) implements Caller {
        @Override
        public String name() {
            return "x";
        }

        @Override
        public Map<Role, Set<Scope>> roles() {
            return Map.of();
        }

        @Override
        public int trust() {
            return 0;
        }

        @Override
        public boolean may(String permission) {
            return false;
        }

        @Override
        public boolean may(String permission, Scope scope) {
            return false;
        }
    }
}
