package org.wanrenhui.portal.web.internal.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Scope;
import org.wanrenhui.portal.api.module.ModuleMode;
import org.wanrenhui.portal.api.spi.NavigationItem;
import org.wanrenhui.portal.api.spi.NavigationItem.Place;
import org.wanrenhui.portal.api.spi.NavigationSource;
import org.wanrenhui.portal.api.spi.UnreadCount;
import org.wanrenhui.portal.web.internal.Surroundings;
import org.wanrenhui.portal.web.internal.http.Exchange;
import org.wanrenhui.portal.web.internal.module.ModuleInfo;

/** The navigation that the modules which are on bring together. */
@Component(service = Navigation.class)
public final class Navigation {

    /** An item as a template shows it. */
    public record Entry(String title, String href, String icon, boolean current, int count, String tint) {}

    /** Items of the console under one heading. */
    public record Group(String title, List<Entry> items) {}

    private record Owned(NavigationItem item, Bundle bundle, ModuleInfo module) {}

    private final Surroundings surroundings;
    private final Map<ServiceReference<NavigationSource>, List<Owned>> sources = new ConcurrentHashMap<>();
    private volatile Map<Place, List<Owned>> byPlace = Map.of();
    private volatile UnreadCount unread;

    @Activate
    public Navigation(@Reference Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(NavigationSource source, ServiceReference<NavigationSource> reference) {
        Bundle bundle = reference.getBundle();
        ModuleInfo module = ModuleInfo.of(bundle).orElse(null);
        sources.put(
                reference,
                source.items().stream()
                        .map(item -> new Owned(item, bundle, module))
                        .toList());
        sort();
    }

    void remove(NavigationSource source, ServiceReference<NavigationSource> reference) {
        sources.remove(reference);
        sort();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void counting(UnreadCount counter) {
        this.unread = counter;
    }

    void uncounting(UnreadCount counter) {
        if (unread == counter) {
            unread = null;
        }
    }

    private synchronized void sort() {
        Map<Place, List<Owned>> sorted = new LinkedHashMap<>();
        for (Place place : Place.values()) {
            sorted.put(
                    place,
                    sources.values().stream()
                            .flatMap(List::stream)
                            .filter(owned -> owned.item().place() == place)
                            .sorted(Comparator.comparingInt(
                                            (Owned owned) -> owned.item().order())
                                    .thenComparing(owned -> owned.item().href()))
                            .toList());
        }
        byPlace = sorted;
    }

    /** Unread messages of the member; 0 while nobody counts them. */
    int unread(Caller member) {
        UnreadCount counter = unread;
        return counter == null ? 0 : counter.unread(member.id());
    }

    /** Items of a place that the caller may see, in order. */
    public List<Entry> at(Place place, Exchange exchange, Renderer renderer) {
        List<Owned> seen = seen(place, exchange);
        String current = current(seen, exchange.path());
        return seen.stream()
                .map(owned -> entry(owned, current, exchange, renderer))
                .toList();
    }

    /** Items of the console under their headings. */
    public List<Group> office(Exchange exchange, Renderer renderer) {
        List<Owned> seen = seen(Place.OFFICE, exchange);
        String current = current(seen, exchange.path());
        Map<String, List<Entry>> groups = new LinkedHashMap<>();
        for (Owned owned : seen) {
            String heading = owned.item().group().isEmpty()
                    ? ""
                    : renderer.view(owned.bundle())
                            .text(exchange.locale(), owned.item().group());
            groups.computeIfAbsent(heading, key -> new ArrayList<>()).add(entry(owned, current, exchange, renderer));
        }
        return groups.entrySet().stream()
                .map(group -> new Group(group.getKey(), group.getValue()))
                .toList();
    }

    /** Hrefs that a module's items lead to, with the place; readable words for the plan. */
    public List<String> surface(String moduleId) {
        return byPlace.values().stream()
                .flatMap(List::stream)
                .filter(owned -> owned.module() != null && owned.module().id().equals(moduleId))
                .map(owned -> owned.item().place() + " " + owned.item().href())
                .toList();
    }

    private List<Owned> seen(Place place, Exchange exchange) {
        return byPlace.getOrDefault(place, List.of()).stream()
                // Of a bundle that is no module nothing is shown: leaving out the capability is no way past the
                // licence.
                .filter(owned -> owned.module() != null
                        && surroundings.mode(owned.module().id(), owned.module().core()) != ModuleMode.OFF)
                // One whose jar has just been taken away is about to leave the list, and has no title any more.
                .filter(owned -> owned.bundle().getState() != Bundle.UNINSTALLED)
                .filter(owned -> owned.item().permission().isEmpty()
                        || exchange.caller()
                                .map(member -> allows(owned.item(), member))
                                .orElse(false))
                .toList();
    }

    private static boolean allows(NavigationItem item, Caller member) {
        return item.anyScope() ? member.may(item.permission()) : member.may(item.permission(), Scope.PORTAL);
    }

    private static Entry entry(Owned owned, String current, Exchange exchange, Renderer renderer) {
        NavigationItem item = owned.item();
        String title = renderer.view(owned.bundle()).text(exchange.locale(), item.titleKey());
        String tint = item.place() == Place.SERVICE && !item.group().isEmpty() ? item.group() : "brand";
        return new Entry(title, item.href(), item.icon(), item.href().equals(current), 0, tint);
    }

    /** The item that stands closest above the page. */
    private static String current(List<Owned> items, String path) {
        return items.stream()
                .map(owned -> owned.item().href())
                .filter(href -> path.equals(href) || !href.equals("/") && path.startsWith(href + "/"))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }
}
