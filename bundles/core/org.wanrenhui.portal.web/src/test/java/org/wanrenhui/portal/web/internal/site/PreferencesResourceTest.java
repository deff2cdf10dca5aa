package org.wanrenhui.portal.web.internal.site;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class PreferencesResourceTest {

    @Test
    public void theWayBackStaysInsideThePortal() {
        assertEquals("/forum?page=2", PreferencesResource.local("/forum?page=2"));
        for (String away :
                new String[] {null, "", "//evil.example", "https://evil.example", "/\\evil", "/a%zz", "javascript:x"}) {
            assertEquals("/", PreferencesResource.local(away));
        }
    }

    @Test
    public void wordsBecomeHeadingsAndParagraphs() {
        var parts = ContentResource.parts("# Who\n\nWe.\n\n\nAnd you.");
        assertEquals(3, parts.size());
        assertEquals("heading", parts.get(0).kind());
        assertEquals("Who", parts.get(0).text());
        assertEquals("And you.", parts.get(2).text());
    }
}
