package org.wanrenhui.portal.web.internal.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public class ClientAddressTest {

    private static String address(String peer, String... forwarded) {
        return ClientAddress.of(peer, false, List.of(forwarded), List.of()).address();
    }

    @Test
    public void nobodyButAProxyOnThisMachineIsBelieved() {
        assertEquals("203.0.113.9", address("203.0.113.9", "198.51.100.1"));
        assertFalse(ClientAddress.of("203.0.113.9", false, List.of(), List.of("https"))
                .secure());
        assertEquals("198.51.100.1", address("127.0.0.1", "198.51.100.1"));
        assertTrue(ClientAddress.of("127.0.0.1", false, List.of(), List.of("https"))
                .secure());
        assertEquals("127.0.0.1", address("127.0.0.1"));
        assertEquals("127.0.0.1", address("127.0.0.1", " "));
    }

    @Test
    public void whatTheClientWroteBeforeTheProxyIsNotBelieved() {
        assertEquals("198.51.100.1", address("127.0.0.1", "127.0.0.1, 198.51.100.1"));
        // some proxies add to the header line, others add a line of their own
        assertEquals("198.51.100.1", address("127.0.0.1", "127.0.0.1", "198.51.100.1"));
    }
}
