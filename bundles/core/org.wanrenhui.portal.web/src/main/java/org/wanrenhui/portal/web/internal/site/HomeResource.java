package org.wanrenhui.portal.web.internal.site;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.spi.NavigationItem.Place;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.web.internal.http.Exchange;
import org.wanrenhui.portal.web.internal.http.RequestScope;
import org.wanrenhui.portal.web.internal.page.Moments;
import org.wanrenhui.portal.web.internal.page.Navigation;
import org.wanrenhui.portal.web.internal.page.Renderer;

/** The home page: a greeting, the services, and whatever blocks the modules bring. */
@Path("/")
@Component(service = WebResource.class)
public final class HomeResource implements WebResource {

    /** Model of {@code portal/home}. */
    public record HomePage(String greeting, String date, List<Navigation.Entry> services) {}

    private final RequestScope scope;
    private final Renderer renderer;
    private final Navigation navigation;

    @Activate
    public HomeResource(@Reference RequestScope scope, @Reference Renderer renderer, @Reference Navigation navigation) {
        this.scope = scope;
        this.renderer = renderer;
        this.navigation = navigation;
    }

    @GET
    @Public
    public Page home() {
        Exchange exchange = scope.exchange();
        Moments moments = renderer.moments();
        Instant now = Instant.now();
        String greeting = greeting(moments.hour(now));
        String who = exchange.caller()
                .map(Caller::name)
                .or(() -> exchange.community().map(Community::name))
                .orElseGet(() -> scope.text("home.neighbour"));
        String words = scope.text("home.greeting." + greeting + ".named", who);
        return Page.of(
                "portal/home",
                new HomePage(
                        words,
                        moments.today(now, exchange.locale()),
                        navigation.at(Place.SERVICE, exchange, renderer)));
    }

    private static String greeting(int hour) {
        if (hour < 5 || hour >= 22) {
            return "night";
        }
        if (hour < 11) {
            return "morning";
        }
        return hour < 13 ? "noon" : hour < 18 ? "afternoon" : "evening";
    }
}
