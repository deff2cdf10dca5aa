package org.wanrenhui.portal.web.internal.http;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public class RequestHostTest {

    @Test
    public void hostsAndWhatIsNone() {
        for (String host : List.of("portal.example.org", "127.0.0.1:8080", "[::1]:8080", "localhost", "a_b.local")) {
            assertTrue(host, RequestHost.wellFormed(host));
        }
        for (String host :
                List.of("", "a b", "a\"b", "<b>", "a/b", "user@host", "host:", "host:123456", "[::1", "a,b")) {
            assertFalse(host, RequestHost.wellFormed(host));
        }
        assertFalse(RequestHost.wellFormed(null));
    }

    @Test
    public void onlyTheNamesThatWereSet() {
        assertTrue(RequestHost.allowed("anything.example", ""));
        assertTrue(RequestHost.allowed("Portal.Example.org:443", "portal.example.org, www.example.org"));
        assertTrue(RequestHost.allowed("[::1]:8080", "[::1]"));
        assertFalse(RequestHost.allowed("evil.example", "portal.example.org"));
        assertFalse(RequestHost.allowed("portal.example.org.evil.example", "portal.example.org"));
    }
}
