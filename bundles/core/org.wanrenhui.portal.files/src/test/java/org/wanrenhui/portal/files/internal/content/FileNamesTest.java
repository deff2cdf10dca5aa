package org.wanrenhui.portal.files.internal.content;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class FileNamesTest {

    @Test
    public void namesAreSafe() {
        assertEquals("通知.pdf", FileNames.safe("通知.pdf", FileType.PDF));
        assertEquals("passwd.txt", FileNames.safe("../../etc/passwd", FileType.TEXT));
        assertEquals("a b.jpg", FileNames.safe("C:\\photos\\a\r\nb.exe", FileType.JPEG));
        assertEquals("photo gpj.jpg", FileNames.safe("photo\u202egpj.exe", FileType.JPEG));
        assertEquals("page.html.pdf", FileNames.safe("page.html.pdf", FileType.PDF));
        assertEquals("picture.png", FileNames.safe("", FileType.PNG));
        assertEquals("picture.png", FileNames.safe("...", FileType.PNG));
        assertEquals("document.txt", FileNames.safe(null, FileType.TEXT));
        assertTrue(FileNames.safe("长".repeat(500) + ".txt", FileType.TEXT).length() <= 84);
    }

    @Test
    public void dispositionCannotBeBrokenOutOf() {
        assertEquals(
                "attachment; filename=\"__.pdf\"; filename*=UTF-8''%E9%80%9A%E7%9F%A5.pdf",
                FileNames.disposition(false, "通知.pdf"));
        assertEquals(
                "inline; filename=\"a_b.jpg\"; filename*=UTF-8''a%22b.jpg", FileNames.disposition(true, "a\"b.jpg"));
    }
}
