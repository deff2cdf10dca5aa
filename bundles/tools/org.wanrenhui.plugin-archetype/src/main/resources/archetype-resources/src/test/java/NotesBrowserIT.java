package ${package};

import org.junit.ClassRule;
import org.junit.Test;
import org.wanrenhui.portal.testing.Browser;
import org.wanrenhui.portal.testing.PortalRule;

/** What a resident sees of it in Chromium: silent console, nothing for axe to find, in light and dark, no wider than the screen. */
public class NotesBrowserIT {

    @ClassRule
    public static final PortalRule PORTAL = PortalRule.with("${module}", PortalRule.built());

    @Test
    public void aResidentLeavesANoteOnAPhone() throws Exception {
        leavesANote(Browser.Size.PHONE, "在手机上写的便条");
    }

    @Test
    public void aResidentLeavesANoteAtADesk() throws Exception {
        leavesANote(Browser.Size.DESKTOP, "在电脑上写的便条");
    }

    private static void leavesANote(Browser.Size size, String note) throws Exception {
        try (Browser browser = PORTAL.browser(size, "resident")) {
            browser.visit("/${module}").sees("邻里便条");
            browser.type("text", note).submit("form[action='/${module}']");
            browser.sees("便条已贴上").sees(note).judge();
        }
    }
}
