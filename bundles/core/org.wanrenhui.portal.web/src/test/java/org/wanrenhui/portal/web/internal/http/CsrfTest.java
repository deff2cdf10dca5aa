package org.wanrenhui.portal.web.internal.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class CsrfTest {

    private static final String HOST = "portal.example:8080";
    private static final String SESSION = "s3cret";

    private static boolean visitor(String fetchSite, String origin, String referer) {
        return Csrf.passes(new Csrf.Signs(fetchSite, origin, referer, HOST, null, true, false, false, null));
    }

    private static boolean member(String token) {
        return Csrf.passes(new Csrf.Signs("same-origin", null, null, HOST, SESSION, true, false, false, token));
    }

    @Test
    public void fetchSiteDecidesWhereItIsSent() {
        assertTrue(visitor("same-origin", null, null));
        assertTrue(visitor("none", null, null));
        assertFalse(visitor("same-site", null, null));
        assertFalse(visitor("cross-site", "http://" + HOST, null));
    }

    @Test
    public void originThenRefererDecideWhereItIsNot() {
        assertTrue(visitor(null, "http://" + HOST, null));
        assertFalse(visitor(null, "http://portal.example", null));
        assertFalse(visitor(null, "null", null));
        assertFalse(visitor(null, "http://evil.example", "http://" + HOST + "/forum"));
        assertTrue(visitor(null, null, "http://" + HOST + "/forum"));
        assertFalse(visitor(null, null, "http://evil.example/?" + HOST));
        assertFalse(visitor(null, null, "not an address"));
        assertFalse(visitor(null, null, null));
    }

    @Test
    public void aSessionAlsoNeedsItsToken() {
        assertTrue(member(Csrf.token(SESSION)));
        assertFalse(member(Csrf.token("another")));
        assertFalse(member(""));
        assertFalse(member(null));
    }

    @Test
    public void aBearerNeedsNothingMore() {
        assertTrue(Csrf.passes(new Csrf.Signs("cross-site", null, null, HOST, SESSION, false, true, true, null)));
    }

    @Test
    public void aProgramMaySignInByTheApi() {
        assertTrue(Csrf.passes(new Csrf.Signs(null, null, null, HOST, null, false, false, true, null)));
        assertFalse(Csrf.passes(new Csrf.Signs(null, null, null, HOST, null, true, false, true, null)));
        assertFalse(Csrf.passes(new Csrf.Signs(null, null, null, HOST, null, false, false, false, null)));
    }

    @Test
    public void tokensDependOnTheSessionOnly() {
        assertEquals(Csrf.token(SESSION), Csrf.token(SESSION));
        assertNotEquals(Csrf.token(SESSION), Csrf.token("another"));
        assertFalse(Csrf.token(SESSION).contains(SESSION));
    }
}
