package org.wanrenhui.portal.web.internal.page;

import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.MemberCard;
import org.wanrenhui.portal.api.module.ModuleMode;
import org.wanrenhui.portal.api.module.ModuleStatus;
import org.wanrenhui.portal.api.spi.NavigationItem.Place;
import org.wanrenhui.portal.web.internal.Surroundings;
import org.wanrenhui.portal.web.internal.http.Exchange;

/** What every page knows of the portal and its visitor; each part is made when a template asks for it. */
final class PortalModel implements TemplateHashModel {

    private final ModuleView view;
    private final Exchange exchange;
    private final Renderer renderer;
    private final Surroundings surroundings;
    private final Map<String, TemplateModel> made = new HashMap<>();
    private boolean personal;

    PortalModel(ModuleView view, Exchange exchange, Renderer renderer) {
        this.view = view;
        this.exchange = exchange;
        this.renderer = renderer;
        this.surroundings = renderer.surroundings();
    }

    /** Whether the page has shown something that only this request has. */
    boolean personal() {
        return personal;
    }

    @Override
    public TemplateModel get(String key) throws TemplateModelException {
        TemplateModel known = made.get(key);
        if (known == null && !made.containsKey(key)) {
            known = view.wrapper().wrap(make(key));
            made.put(key, known);
        }
        return known;
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    private Object make(String key) {
        Locale locale = exchange.locale();
        return switch (key) {
            case "title" -> setting("portal.title", view.text(locale, "portal.title"));
            case "operatorName" -> setting("portal.operator", "");
            case "hotline" -> setting("portal.hotline", "");
            case "locale" -> Texts.english(locale) ? "en" : "zh-CN";
            case "otherLocale" -> Texts.english(locale) ? "zh-CN" : "en";
            case "textSize" -> exchange.textSize();
            case "colorScheme" -> exchange.colorScheme();
            case "path" -> exchange.pathAndQuery();
            case "requestId" -> {
                personal = true;
                yield exchange.requestId();
            }
            case "csrf" -> exchange.csrf();
            case "caller" -> exchange.caller().map(this::person);
            case "community" -> exchange.community();
            case "communities" ->
                surroundings.communities().map(all -> (Object) all.all()).orElse(List.of());
            case "nav" -> items(Place.MAIN);
            case "tabs" -> items(Place.TAB).stream().limit(4).toList();
            case "services" -> items(Place.SERVICE);
            case "meNav" -> items(Place.ME);
            case "footLinks" -> items(Place.FOOT);
            case "officeNav" -> renderer.navigation().office(exchange, renderer);
            case "moduleReadOnly" ->
                surroundings
                        .modules()
                        .map(modules -> modules.mode(exchange.moduleId()) == ModuleMode.READ_ONLY)
                        .orElse(false);
            case "moduleWarning" -> warning();
            case "css" -> styles();
            case "js" -> renderer.themeFiles(view, "js");
            case "icons" -> renderer.themeFile("icons", "icons.svg").orElse("");
            case "art" -> renderer.themeFile("art", "art.svg").orElse("");
            case "brand" -> brand(surroundings);
            case "compose" -> setting("portal.compose", "");
            case "canonical" -> exchange.origin() + exchange.path();
            case "flash" ->
                exchange.takeFlash()
                        .map(flash ->
                                Map.of("kind", flash.kind().name().toLowerCase(Locale.ROOT), "text", flash.text()));
            default -> null;
        };
    }

    /** The operator's colour when it is one, {@code #rrggbb}. */
    static Optional<String> brand(Surroundings surroundings) {
        return Optional.of(surroundings.setting("portal.brand", ""))
                .map(String::trim)
                .filter(colour -> colour.matches("#[0-9a-fA-F]{6}"));
    }

    private List<String> styles() {
        List<String> styles = new ArrayList<>(renderer.themeFiles(view, "css"));
        brand(surroundings).ifPresent(colour -> styles.add("/static/brand-" + colour.substring(1) + ".css"));
        return styles;
    }

    private List<Navigation.Entry> items(Place place) {
        return renderer.navigation().at(place, exchange, renderer);
    }

    private Optional<String> warning() {
        boolean operator =
                exchange.caller().map(member -> member.may("modules.manage")).orElse(false);
        return surroundings
                .modules()
                .filter(modules -> operator)
                .flatMap(modules -> modules.status(exchange.moduleId()))
                .filter(status -> status.licence() == ModuleStatus.LicenceState.WARNING)
                .map(status -> view.text(
                        exchange.locale(),
                        "portal.licence-warning",
                        status.until()
                                .map(at -> renderer.moments().when(at, exchange.locale()))
                                .orElse("")));
    }

    private Map<String, Object> person(Caller member) {
        String tint = surroundings
                .members()
                .flatMap(members -> members.card(member.id()))
                .map(MemberCard::tint)
                .orElse("");
        Map<String, Object> person = new HashMap<>();
        person.put("id", member.id());
        person.put("name", member.name());
        person.put(
                "initial",
                member.name().isEmpty()
                        ? "?"
                        : member.name().substring(0, member.name().offsetByCodePoints(0, 1)));
        person.put("tint", tint);
        person.put("roles", member.roles().keySet().stream().map(Enum::name).toList());
        person.put("unread", renderer.navigation().unread(member));
        return person;
    }

    private String setting(String key, String fallback) {
        return surroundings.setting(key, fallback);
    }
}
