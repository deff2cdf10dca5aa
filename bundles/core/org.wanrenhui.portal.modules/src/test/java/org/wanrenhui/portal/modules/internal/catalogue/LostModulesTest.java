package org.wanrenhui.portal.modules.internal.catalogue;

import static org.junit.Assert.assertEquals;

import java.util.Set;
import org.junit.Test;

public class LostModulesTest {

    @Test
    public void whatWasDecidedAboutAndIsNotThereIsLost() {
        assertEquals(Set.of("forum"), LostModules.lost(Set.of("forum", "polls"), Set.of("polls", "web")));
        assertEquals(Set.of(), LostModules.lost(Set.of(), Set.of("web")));
    }
}
