package org.wanrenhui.membership.internal.growth;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.Test;
import org.wanrenhui.membership.internal.growth.GrowthTables.Rule;
import org.wanrenhui.portal.api.data.DomainEvent;

public class PointsMathTest {

    @Test
    public void givesNoMoreThanTheDayAllows() {
        assertEquals(5, PointsMath.within(5, 0, 1_000));
        assertEquals(5, PointsMath.within(5, 20, 15));
        assertEquals(3, PointsMath.within(5, 20, 17));
        assertEquals(0, PointsMath.within(5, 20, 25));
        assertEquals(-3, PointsMath.within(-5, 8, -5));
        assertEquals(0, PointsMath.within(-5, 8, -8));
    }

    @Test
    public void neverFallsBelowNothing() {
        assertEquals(0, PointsMath.add(3, -5));
        assertEquals(1_000_000_000, PointsMath.add(999_999_999, Integer.MAX_VALUE));
    }

    @Test
    public void rulesMatchByTypeOrBeginning() {
        Rule all = new Rule(1, "", "", "forum.*", 1, 0, "", true, 0);
        Rule one = new Rule(1, "", "", "forum.post-created", 1, 0, "", true, 0);
        assertTrue(all.matches("forum.post-created"));
        assertFalse(all.matches("forums.x"));
        assertTrue(one.matches("forum.post-created"));
        assertFalse(one.matches("forum.post-created-again"));
    }

    @Test
    public void rewardsTheAuthorAndNobodyForPraisingThemselves() {
        assertEquals(OptionalLong.of(7), GrowthConsumer.rewarded(event(Map.of("author", "7", "member", "8"))));
        assertEquals(OptionalLong.of(8), GrowthConsumer.rewarded(event(Map.of("member", "8"))));
        assertEquals(OptionalLong.empty(), GrowthConsumer.rewarded(event(Map.of("author", "7", "member", "7"))));
        assertEquals(OptionalLong.empty(), GrowthConsumer.rewarded(event(Map.of("member", "x"))));
        assertEquals(OptionalLong.empty(), GrowthConsumer.rewarded(event(Map.of())));
    }

    private static DomainEvent event(Map<String, String> data) {
        return new DomainEvent("forum.reaction-given", "post:1", data);
    }
}
