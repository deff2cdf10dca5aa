package org.wanrenhui.portal.web.internal.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Flash;
import org.wanrenhui.portal.api.web.Upload;

/** Binds the exchange to the thread that serves it. */
@Component(service = {CurrentRequest.class, RequestScope.class})
public final class RequestScope implements CurrentRequest {

    private final ThreadLocal<Exchange> current = new ThreadLocal<>();

    void enter(Exchange exchange) {
        current.set(exchange);
    }

    void leave() {
        current.remove();
    }

    /** The exchange of the calling thread. Throws outside a request. */
    public Exchange exchange() {
        Exchange exchange = current.get();
        if (exchange == null) {
            throw new IllegalStateException("No request on this thread");
        }
        return exchange;
    }

    private Optional<Exchange> now() {
        return Optional.ofNullable(current.get());
    }

    @Override
    public boolean active() {
        return current.get() != null;
    }

    @Override
    public Optional<Caller> caller() {
        return now().flatMap(Exchange::caller);
    }

    @Override
    public Locale locale() {
        return now().map(Exchange::locale).orElse(Locale.SIMPLIFIED_CHINESE);
    }

    @Override
    public Optional<Community> community() {
        return now().flatMap(Exchange::community);
    }

    @Override
    public void chooseCommunity(Community community) {
        now().ifPresent(exchange -> {
            exchange.community(community);
            exchange.cookies().keep(Cookies.COMMUNITY, community.slug());
        });
    }

    @Override
    public List<Upload> uploads() {
        return now().map(exchange -> List.copyOf(exchange.uploads())).orElse(List.of());
    }

    @Override
    public String requestId() {
        return now().map(Exchange::requestId).orElse("-");
    }

    @Override
    public String clientAddress() {
        return now().map(Exchange::clientAddress).orElse("");
    }

    @Override
    public String userAgent() {
        String agent = now().map(exchange -> exchange.request().getHeader("User-Agent"))
                .orElse("");
        return agent.length() > 200 ? agent.substring(0, 200) : agent;
    }

    @Override
    public Optional<String> sessionToken() {
        return now().flatMap(Exchange::sessionToken);
    }

    @Override
    public void sessionCookie(String token, boolean persistent) {
        now().ifPresent(exchange -> exchange.cookies().session(token, persistent));
    }

    @Override
    public void flash(Flash.Kind kind, String text) {
        now().ifPresent(exchange -> exchange.sendFlash(new Flash(kind, text)));
    }

    @Override
    public String text(String key, Object... arguments) {
        Exchange exchange = current.get();
        return exchange == null || exchange.view() == null
                ? key
                : exchange.view().text(exchange.locale(), key, arguments);
    }
}
