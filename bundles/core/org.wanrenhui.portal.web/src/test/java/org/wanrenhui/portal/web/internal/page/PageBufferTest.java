package org.wanrenhui.portal.web.internal.page;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.Test;

public class PageBufferTest {

    private final PageBuffer buffer = new PageBuffer();

    private void same(String text) {
        buffer.clear();
        buffer.write(text);
        assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), buffer.utf8());
        assertEquals(text, buffer.toString());
    }

    @Test
    public void encodesAsJavaDoes() {
        same("");
        same("<p class=\"a\">plain</p>");
        same("小区北门的快递柜 é ß ѣ € 𠮷 👵🏽");
        same("\ud800");
        same("a\udc00b\ud800c\ud83d");
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            char[] any = new char[random.nextInt(500)];
            for (int j = 0; j < any.length; j++) {
                any[j] = (char) random.nextInt(0x10000);
            }
            same(new String(any));
        }
    }

    @Test
    public void growsAndBeginsAnew() {
        String line = "万人荟".repeat(1000);
        for (int i = 0; i < 100; i++) {
            buffer.write(line.toCharArray(), 0, line.length());
        }
        assertEquals(900_000, buffer.utf8().length);
        buffer.clear();
        buffer.write('x');
        assertEquals("x", buffer.toString());
    }
}
