package org.wanrenhui.portal.web.internal.page;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Optional;
import org.junit.Test;

public class StaticPathTest {

    @Test
    public void aPathHasThreeParts() {
        assertEquals(
                Optional.of(new StaticPath("org.example.theme", "8bd5207e", "css/portal.css")),
                StaticPath.parse("org.example.theme/8bd5207e/css/portal.css"));
    }

    @Test
    public void climbingAndGuessingFail() {
        for (String path :
                new String[] {"", "a", "a/b", "a/b/", "a/b/../c", "a/b/c/..", "/a/b/c", "a//b/c", "a/b/%2e", "a/b/c d"
                }) {
            assertEquals(path, Optional.empty(), StaticPath.parse(path));
        }
    }

    @Test
    public void gzipIsSentOnlyToWhoTakesIt() {
        assertTrue(Gzip.accepted("br, gzip;q=0.8"));
        assertFalse(Gzip.accepted("gzip;q=0"));
        assertFalse(Gzip.accepted("br"));
        assertFalse(Gzip.accepted(null));
    }
}
