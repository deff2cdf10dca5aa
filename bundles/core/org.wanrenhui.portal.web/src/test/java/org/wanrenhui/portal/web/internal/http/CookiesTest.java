package org.wanrenhui.portal.web.internal.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.wanrenhui.portal.api.web.Flash;

public class CookiesTest {

    private static final byte[] KEY = {1, 2, 3};

    private final List<Cookie> sent = new ArrayList<>();

    private Cookies browser() {
        Cookie[] brought = sent.toArray(new Cookie[0]);
        var request = (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> method.getName().equals("getCookies") ? brought : null);
        var response = (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (self, method, arguments) -> {
                    sent.add((Cookie) arguments[0]);
                    return null;
                });
        return new Cookies(request, response, true);
    }

    @Test
    public void aMessageArrivesOnTheNextPage() {
        var message = new Flash(Flash.Kind.OK, "已保存：“一”");
        browser().flash(message, KEY);
        assertEquals(message, browser().flash(KEY).orElseThrow());
    }

    @Test
    public void nobodyElseWritesMessages() {
        browser().flash(new Flash(Flash.Kind.OK, "hello"), new byte[] {9});
        assertTrue(browser().flash(KEY).isEmpty());
        sent.clear();
        for (String value : List.of("", ".", "T0s6eA", "T0s6eA.", "%%%.00", "a.b.c")) {
            sent.clear();
            sent.add(new Cookie(Cookies.FLASH, value));
            assertTrue(value, browser().flash(KEY).isEmpty());
        }
    }

    @Test
    public void cookiesAreForThePortalAlone() {
        browser().session("token", false);
        Cookie cookie = sent.get(0);
        assertTrue(cookie.isHttpOnly());
        assertTrue(cookie.getSecure());
        assertEquals("Lax", cookie.getAttribute("SameSite"));
        assertEquals(-1, cookie.getMaxAge());
    }
}
