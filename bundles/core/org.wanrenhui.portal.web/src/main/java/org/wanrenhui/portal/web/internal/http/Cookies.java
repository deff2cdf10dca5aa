package org.wanrenhui.portal.web.internal.http;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.wanrenhui.portal.api.web.Flash;

/** The portal's cookies of one exchange. */
public final class Cookies {

    public static final String SESSION = "wrh_session";
    public static final String COMMUNITY = "wrh_community";
    public static final String LOCALE = "wrh_locale";
    public static final String TEXT_SIZE = "wrh_text";
    public static final String COLOR_SCHEME = "wrh_colours";
    static final String FLASH = "wrh_flash";

    private static final int YEAR = (int) Duration.ofDays(365).toSeconds();
    private static final int LONGEST_FLASH = 900;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final boolean secure;

    Cookies(HttpServletRequest request, HttpServletResponse response, boolean secure) {
        this.request = request;
        this.response = response;
        this.secure = secure;
    }

    /** Value sent by the browser, or empty. */
    public Optional<String> get(String name) {
        Cookie[] sent = request.getCookies();
        if (sent != null) {
            for (Cookie cookie : sent) {
                if (cookie.getName().equals(name) && !cookie.getValue().isEmpty()) {
                    return Optional.of(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }

    /** Keeps a choice for a year. */
    public void keep(String name, String value) {
        add(name, value, YEAR);
    }

    public void session(String token, boolean persistent) {
        add(SESSION, token, token.isEmpty() ? 0 : persistent ? YEAR : -1);
    }

    public void remove(String name) {
        add(name, "", 0);
    }

    /** Sends the message along, signed with the key so that nobody else can put words into the portal's mouth. */
    public void flash(Flash message, byte[] key) {
        String text =
                message.text().length() > LONGEST_FLASH ? message.text().substring(0, LONGEST_FLASH) : message.text();
        byte[] plain = (message.kind() + ":" + text).getBytes(StandardCharsets.UTF_8);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
        add(FLASH, value + "." + Hmac.of(key, value), 300);
    }

    /** The message that the portal has sent along before; empty when there is none or somebody else wrote it. */
    Optional<Flash> flash(byte[] key) {
        return get(FLASH).flatMap(sent -> {
            int dot = sent.lastIndexOf('.');
            if (dot < 0 || !Hmac.matches(key, sent.substring(0, dot), sent.substring(dot + 1))) {
                return Optional.empty();
            }
            String plain = new String(Base64.getUrlDecoder().decode(sent.substring(0, dot)), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            return Optional.of(new Flash(Flash.Kind.valueOf(plain.substring(0, colon)), plain.substring(colon + 1)));
        });
    }

    private void add(String name, String value, int maxAge) {
        Cookie cookie = new Cookie(name, value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(secure);
        cookie.setAttribute("SameSite", "Lax");
        cookie.setMaxAge(maxAge);
        response.addCookie(cookie);
    }
}
