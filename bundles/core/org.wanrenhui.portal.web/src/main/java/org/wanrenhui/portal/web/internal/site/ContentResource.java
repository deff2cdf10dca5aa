package org.wanrenhui.portal.web.internal.site;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.spi.NavigationItem.Place;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.web.internal.Surroundings;
import org.wanrenhui.portal.web.internal.http.RequestScope;
import org.wanrenhui.portal.web.internal.page.Navigation;
import org.wanrenhui.portal.web.internal.page.Renderer;

/** The pages that say who runs the portal and by which rules, and the list of channels. */
@Path("/")
@Component(service = WebResource.class)
public final class ContentResource implements WebResource {

    /** Model of {@code portal/content}. */
    public record ContentPage(String title, String lead, Instant updated, List<Part> body) {}

    /** A heading or paragraph. */
    public record Part(String kind, String text) {}

    /** Model of {@code portal/channels}. */
    public record ChannelsPage(List<Navigation.Entry> channels) {}

    private final RequestScope scope;
    private final Renderer renderer;
    private final Navigation navigation;
    private final Surroundings surroundings;

    @Activate
    public ContentResource(
            @Reference RequestScope scope,
            @Reference Renderer renderer,
            @Reference Navigation navigation,
            @Reference Surroundings surroundings) {
        this.scope = scope;
        this.renderer = renderer;
        this.navigation = navigation;
        this.surroundings = surroundings;
    }

    @GET
    @Path("{name: about|help|privacy|terms}")
    @Public
    public Page content(@PathParam("name") String name) {
        String key = "content." + name;
        String operator = surroundings.setting("portal.operator", scope.text("content.operator"));
        String text =
                surroundings.setting("portal." + key + "." + scope.locale().getLanguage(), "");
        String words = text.isBlank() ? scope.text(key + ".body", scope.text("portal.title"), operator) : text;
        return Page.of(
                "portal/content",
                new ContentPage(scope.text(key + ".title"), scope.text(key + ".lead"), null, parts(words)));
    }

    @GET
    @Path("channels")
    @Public
    public Page channels() {
        return Page.of(
                "portal/channels",
                new ChannelsPage(navigation.at(Place.MAIN, scope.exchange(), renderer).stream()
                        .filter(entry -> !entry.href().equals("/"))
                        .toList()));
    }

    /** Paragraphs are parted by an empty line; one that begins with {@code #} is a heading. */
    static List<Part> parts(String words) {
        List<Part> parts = new ArrayList<>();
        for (String paragraph : words.replace("\r", "").split("\n\\s*\n")) {
            String text = paragraph.strip();
            if (text.startsWith("#")) {
                parts.add(new Part("heading", text.substring(1).strip()));
            } else if (!text.isEmpty()) {
                parts.add(new Part("paragraph", text));
            }
        }
        return parts;
    }
}
