package org.wanrenhui.portal.web.internal.site;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.web.internal.http.Cookies;
import org.wanrenhui.portal.web.internal.http.RequestScope;

/** Keeps language, text size and colours in the browser of whoever asks. */
@Path("/preferences")
@Component(service = WebResource.class)
public final class PreferencesResource implements WebResource {

    private final RequestScope scope;

    @Activate
    public PreferencesResource(@Reference RequestScope scope) {
        this.scope = scope;
    }

    @POST
    @Public
    public Response keep(
            @FormParam("locale") String locale,
            @FormParam("textSize") String textSize,
            @FormParam("colorScheme") String colorScheme,
            @FormParam("return") String back) {
        keep(Cookies.LOCALE, "locale", locale, Set.of("zh-CN", "en"));
        keep(Cookies.TEXT_SIZE, "textSize", textSize, Set.of("normal", "large"));
        keep(Cookies.COLOR_SCHEME, "colorScheme", colorScheme, Set.of("auto", "light", "dark"));
        return Response.seeOther(URI.create(local(back))).build();
    }

    private void keep(String cookie, String field, String value, Set<String> allowed) {
        if (value == null) {
            return;
        }
        if (!allowed.contains(value)) {
            throw Problem.invalid(field, "input.choice");
        }
        scope.exchange().cookies().keep(cookie, value);
    }

    /** The path when it leads nowhere but into this portal, otherwise the home page. */
    static String local(String back) {
        boolean safe = back != null && back.matches("/(?![/.])[A-Za-z0-9/_.~!$&'()*+,;=:@%?-]*");
        try {
            return safe ? URI.create(back).toString() : "/";
        } catch (IllegalArgumentException e) {
            return "/";
        }
    }
}
