package org.wanrenhui.portal.web.internal.site;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.spi.NavigationItem.Place;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.web.internal.Surroundings;
import org.wanrenhui.portal.web.internal.http.Exchange;
import org.wanrenhui.portal.web.internal.http.RequestScope;
import org.wanrenhui.portal.web.internal.page.Navigation;
import org.wanrenhui.portal.web.internal.page.Renderer;

/** Every place one can go, for people and for robots. */
@Path("/")
@Component(service = WebResource.class)
public final class SitemapResource implements WebResource {

    /** Model of {@code portal/sitemap}. */
    public record SitemapPage(List<Section> sections) {}

    /** Links under one heading. */
    public record Section(String title, List<Navigation.Entry> links) {}

    private final RequestScope scope;
    private final Renderer renderer;
    private final Navigation navigation;
    private final Surroundings surroundings;

    @Activate
    public SitemapResource(
            @Reference RequestScope scope,
            @Reference Renderer renderer,
            @Reference Navigation navigation,
            @Reference Surroundings surroundings) {
        this.surroundings = surroundings;
        this.scope = scope;
        this.renderer = renderer;
        this.navigation = navigation;
    }

    @GET
    @Path("sitemap")
    @Public
    public Page sitemap() {
        Exchange exchange = scope.exchange();
        List<Section> sections = new ArrayList<>();
        section(sections, "sitemap.main", Place.MAIN, exchange);
        section(sections, "sitemap.services", Place.SERVICE, exchange);
        if (exchange.caller().isPresent()) {
            section(sections, "sitemap.me", Place.ME, exchange);
        }
        for (Navigation.Group group : navigation.office(exchange, renderer)) {
            sections.add(new Section(scope.text("sitemap.office", group.title()), group.items()));
        }
        section(sections, "sitemap.portal", Place.FOOT, exchange);
        return Page.of("portal/sitemap", new SitemapPage(sections));
    }

    private void section(List<Section> sections, String titleKey, Place place, Exchange exchange) {
        List<Navigation.Entry> links = navigation.at(place, exchange, renderer);
        if (!links.isEmpty()) {
            sections.add(new Section(scope.text(titleKey), links));
        }
    }

    @GET
    @Path("sitemap.xml")
    @Produces("application/xml;charset=UTF-8")
    @Public
    public String xml() {
        Exchange exchange = scope.exchange();
        Set<String> paths = new LinkedHashSet<>(List.of("/"));
        for (Place place : List.of(Place.MAIN, Place.SERVICE, Place.FOOT)) {
            navigation.at(place, exchange, renderer).forEach(entry -> paths.add(entry.href()));
        }
        // One's own pages are nothing for robots, though a service may lead there.
        paths.removeIf(path -> path.equals("/me") || path.startsWith("/me/"));
        surroundings.communities().ifPresent(all -> all.all()
                .forEach(community -> paths.add("/c/" + community.slug())));
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        for (String path : paths) {
            String address = (exchange.origin() + path).replace("&", "&amp;").replace("<", "&lt;");
            xml.append("<url><loc>").append(address).append("</loc></url>\n");
        }
        return xml.append("</urlset>\n").toString();
    }

    @GET
    @Path("robots.txt")
    @Produces("text/plain;charset=UTF-8")
    @Public
    public String robots() {
        return "User-agent: *\nDisallow: /api/\nDisallow: /console\nDisallow: /me\nDisallow: /search\nSitemap: "
                + scope.exchange().origin() + "/sitemap.xml\n";
    }
}
