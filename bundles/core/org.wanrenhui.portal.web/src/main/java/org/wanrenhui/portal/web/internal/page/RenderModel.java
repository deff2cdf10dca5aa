package org.wanrenhui.portal.web.internal.page;

import freemarker.core.Environment;
import freemarker.core.HTMLOutputFormat;
import freemarker.template.AdapterTemplateModel;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateDirectiveBody;
import freemarker.template.TemplateDirectiveModel;
import freemarker.template.TemplateException;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.utility.DeepUnwrap;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wanrenhui.portal.web.internal.http.Exchange;

/** What a template knows: {@code page}, {@code portal} and the functions. Made per rendering, filled on demand. */
final class RenderModel implements TemplateHashModel {

    private final Object page;
    private final ModuleView view;
    private final Exchange exchange;
    private final Renderer renderer;
    private final PortalModel portal;
    private final Moments moments;
    private final Deque<PageBuffer> kept = new ArrayDeque<>(2);

    RenderModel(Object page, ModuleView view, Exchange exchange, Renderer renderer) {
        this.page = page;
        this.view = view;
        this.exchange = exchange;
        this.renderer = renderer;
        this.portal = new PortalModel(view, exchange, renderer);
        this.moments = renderer.moments();
    }

    @Override
    public TemplateModel get(String key) throws TemplateModelException {
        return switch (key) {
            case "page" -> view.wrapper().wrap(page);
            case "portal" -> portal;
            case "t" -> (TemplateMethodModelEx) this::text;
            case "asset" -> method(argument -> renderer.asset(view, String.valueOf(argument)));
            case "ago" -> method(argument -> moments.ago(instant(argument), Instant.now(), locale()));
            case "when" -> method(argument -> moments.when(instant(argument), locale()));
            case "iso" -> method(argument -> instant(argument).toString());
            case "num" ->
                method(argument ->
                        argument instanceof Number n ? Moments.number(n, locale()) : String.valueOf(argument));
            case "block" -> (TemplateMethodModelEx) this::block;
            case "keep" -> (TemplateDirectiveModel) this::keep;
            case "kept" -> (TemplateDirectiveModel) this::kept;
            default -> null;
        };
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    /** Whether nothing was shown that belongs to this one request. */
    boolean shared() {
        return !portal.personal();
    }

    private Locale locale() {
        return exchange.locale();
    }

    private Object text(List<?> arguments) throws TemplateModelException {
        Object[] values = new Object[arguments.size() - 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = plain(arguments.get(i + 1));
        }
        return view.text(locale(), String.valueOf(plain(arguments.get(0))), values);
    }

    private Object block(List<?> arguments) throws TemplateModelException {
        String html = renderer.fill(String.valueOf(plain(arguments.get(0))), exchange);
        return HTMLOutputFormat.INSTANCE.fromMarkup(html);
    }

    /** Puts what it encloses aside, as {@code <#local x>} would, but without turning it into a string and back. */
    private void keep(
            Environment environment, Map<?, ?> parameters, TemplateModel[] variables, TemplateDirectiveBody body)
            throws TemplateException, IOException {
        PageBuffer aside = renderer.borrow();
        if (body != null) {
            body.render(aside);
        }
        kept.push(aside);
    }

    /** Writes what was put aside last. */
    private void kept(
            Environment environment, Map<?, ?> parameters, TemplateModel[] variables, TemplateDirectiveBody body)
            throws IOException {
        PageBuffer aside = kept.poll();
        if (aside != null) {
            aside.copyTo(environment.getOut());
            renderer.giveBack(aside);
        }
    }

    private interface OneArgument {
        Object apply(Object argument);
    }

    private static TemplateMethodModelEx method(OneArgument function) {
        return arguments -> function.apply(plain(arguments.get(0)));
    }

    private static Object plain(Object argument) throws TemplateModelException {
        if (argument instanceof SimpleScalar text) {
            return text.getAsString();
        }
        if (argument instanceof AdapterTemplateModel adapter) {
            return adapter.getAdaptedObject(Object.class);
        }
        return argument == null ? "" : DeepUnwrap.permissiveUnwrap((TemplateModel) argument);
    }

    private static Instant instant(Object value) {
        if (value instanceof Instant at) {
            return at;
        }
        if (value instanceof Date date) {
            return date.toInstant();
        }
        if (value instanceof OffsetDateTime at) {
            return at.toInstant();
        }
        if (value instanceof ZonedDateTime at) {
            return at.toInstant();
        }
        return Instant.parse(String.valueOf(value));
    }
}
