package org.wanrenhui.membership.internal.identity;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.Test;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.Scope;

public class ScopesTest {

    private final Scopes scopes = new Scopes(id -> id == 7 ? 140105001002L : 0);

    @Test
    public void theOuterContainsTheInner() {
        assertTrue(scopes.contains(Scope.PORTAL, new Scope(Scope.Kind.SHOP, 3)));
        assertTrue(scopes.contains(Scope.region(140105), Scope.community(7)));
        assertTrue(scopes.contains(Scope.region(14), Scope.region(140105)));
        assertTrue(scopes.contains(Scope.community(7), Scope.community(7)));
    }

    @Test
    public void nothingElseDoes() {
        assertFalse(scopes.contains(Scope.region(140106), Scope.community(7)));
        assertFalse(scopes.contains(Scope.region(140105), Scope.community(8)));
        assertFalse(scopes.contains(Scope.region(140105), Scope.region(14)));
        assertFalse(scopes.contains(Scope.region(140105), Scope.PORTAL));
        assertFalse(scopes.contains(Scope.community(7), Scope.region(140105)));
        assertFalse(scopes.contains(new Scope(Scope.Kind.SHOP, 0), new Scope(Scope.Kind.SHOP, 0)));
        assertFalse(scopes.contains(new Scope(Scope.Kind.COMPANY, 7), Scope.community(7)));
    }

    @Test
    public void trustFollowsFromResidenceTimeAndSanctions() {
        Instant now = Instant.now();
        Instant old = now.minus(Duration.ofDays(100));
        Set<Role> resident = Set.of(Role.RESIDENT);
        assertEquals(0, Trust.of(new Trust.Record(false, 1, now, null), resident, now));
        assertEquals(1, Trust.of(new Trust.Record(false, 6, old, null), resident, now));
        assertEquals(2, Trust.of(new Trust.Record(true, 1, now, null), resident, now));
        assertEquals(3, Trust.of(new Trust.Record(true, 3, old, null), resident, now));
        assertEquals(4, Trust.of(new Trust.Record(true, 5, old, null), resident, now));
        assertEquals(2, Trust.of(new Trust.Record(true, 5, old, now), resident, now));
        assertEquals(4, Trust.of(new Trust.Record(true, 5, old, old), resident, now));
        assertEquals(3, Trust.of(new Trust.Record(false, 1, now, null), Set.of(Role.AGENT), now));
    }
}
