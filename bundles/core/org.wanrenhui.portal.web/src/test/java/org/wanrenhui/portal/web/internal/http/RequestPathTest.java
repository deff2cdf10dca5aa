package org.wanrenhui.portal.web.internal.http;

import static org.junit.Assert.assertEquals;

import java.net.URI;
import java.util.Optional;
import org.junit.Test;

public class RequestPathTest {

    @Test
    public void ordinaryPathsStayAsTheyAre() {
        for (String path : new String[] {"/", "/forum/t/12", "/c/%E4%B8%87", "/a.b/..c", "/x-y_z~"}) {
            assertEquals(Optional.of(path), RequestPath.check(path));
        }
    }

    @Test
    public void tricksAreRefused() {
        for (String path : new String[] {
            "",
            "forum",
            "/a%",
            "/a%2",
            "/a%zz",
            "/a%00b",
            "/a\\b",
            "/a%5Cb",
            "/../x",
            "/a/..",
            "/a/%2e%2E/b",
            "/./a",
            "/a%2Fb",
            "//host",
            "/a;b=c",
            "/a\u0001",
            "/" + "x".repeat(3_000)
        }) {
            assertEquals(path, Optional.empty(), RequestPath.check(path));
        }
    }

    @Test
    public void whatAParserWouldRefuseIsEscaped() {
        assertEquals(Optional.of("/%E4%B8%87"), RequestPath.check("/万"));
        String query = RequestPath.checkQuery("q=a|b {c}[d]\"<万").orElseThrow();
        assertEquals("q=a|b {c}[d]\"<万", URI.create("/?" + query).getQuery());
    }

    @Test
    public void queriesWithBrokenEscapesAreRefused() {
        assertEquals(Optional.of(""), RequestPath.checkQuery(null));
        assertEquals(Optional.of("a=%20&b"), RequestPath.checkQuery("a=%20&b"));
        assertEquals(Optional.empty(), RequestPath.checkQuery("a=%2"));
        assertEquals(Optional.empty(), RequestPath.checkQuery("a=%zz"));
    }
}
