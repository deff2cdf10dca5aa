package org.wanrenhui.portal.web.internal.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Communities;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.web.internal.Surroundings;

/** Finds out who is asking and what they have chosen: session, language, looks, community. */
@Component(service = Visitor.class)
public final class Visitor {

    private static final Set<String> SIZES = Set.of("normal", "large");
    private static final Set<String> SCHEMES = Set.of("auto", "light", "dark");

    private final Surroundings surroundings;

    @Activate
    public Visitor(@Reference Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Looks and language; needs no service. */
    void choices(Exchange exchange) {
        Cookies cookies = exchange.cookies();
        exchange.look(
                cookies.get(Cookies.TEXT_SIZE).filter(SIZES::contains).orElse("normal"),
                cookies.get(Cookies.COLOR_SCHEME).filter(SCHEMES::contains).orElse("auto"));
        exchange.locale(locale(cookies.get(Cookies.LOCALE), exchange.request().getHeader("Accept-Language")));
    }

    /** Session and community. Throws {@link Problem} 401 for a bearer token that is not valid. */
    void identify(Exchange exchange) {
        String authorization = exchange.request().getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            String token = authorization.substring(7).trim();
            Caller caller = authenticate(token).orElseThrow(Problem::unauthorized);
            exchange.signedIn(caller, token, true, "");
        } else {
            exchange.cookies().get(Cookies.SESSION).ifPresent(token -> authenticate(token)
                    .ifPresent(caller -> exchange.signedIn(caller, token, false, Csrf.token(token))));
        }
        surroundings.communities().ifPresent(communities -> exchange.community(community(exchange, communities)));
    }

    private Optional<Caller> authenticate(String token) {
        return token.isEmpty() || token.length() > 500
                ? Optional.empty()
                : surroundings.identity().flatMap(identity -> identity.authenticate(token));
    }

    private static Community community(Exchange exchange, Communities communities) {
        return exchange.cookies()
                .get(Cookies.COMMUNITY)
                .flatMap(communities::bySlug)
                .or(() -> exchange.caller()
                        .flatMap(caller -> caller.communities().stream().min(Long::compare))
                        .flatMap(communities::byId))
                .orElse(null);
    }

    /** The chosen language, otherwise English for browsers that ask for it and not for Chinese. */
    static Locale locale(Optional<String> chosen, String acceptLanguage) {
        if (chosen.isPresent()) {
            return chosen.get().equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
        }
        String wanted = acceptLanguage == null ? "" : acceptLanguage.toLowerCase(Locale.ROOT);
        return wanted.startsWith("en") && !wanted.contains("zh") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    }
}
