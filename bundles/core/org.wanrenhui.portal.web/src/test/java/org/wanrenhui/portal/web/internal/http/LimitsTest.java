package org.wanrenhui.portal.web.internal.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;

import org.junit.Test;

public class LimitsTest {

    @Test
    public void neighboursInOneIpv6NetAreOneClient() {
        assertEquals(Limits.client("2001:db8:1:2::1"), Limits.client("2001:db8:1:2:ffff::7"));
        assertNotEquals(Limits.client("2001:db8:1:2::1"), Limits.client("2001:db8:1:3::1"));
    }

    @Test
    public void otherAddressesStandForThemselves() {
        assertEquals("192.0.2.7", Limits.client("192.0.2.7"));
        assertEquals("not:an:address", Limits.client("not:an:address"));
    }

    @Test
    public void theAccessLogShowsNoTokens() {
        assertEquals("/forum/t/7", AccessLog.shown("/forum/t/7"));
        assertEquals("/recover/…/step", AccessLog.shown("/recover/" + "a1".repeat(20) + "/step"));
    }
}
