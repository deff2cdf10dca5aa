package org.wanrenhui.portal.web.internal.page;

import freemarker.cache.URLTemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.ObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.osgi.framework.Bundle;

/**
 * Templates and texts as one module sees them under one theme. Everything that FreeMarker caches about the module's
 * classes hangs on this object, so that nothing of the module outlives it.
 */
public final class ModuleView {

    private static final int MOST_ADDRESSES = 1_000;

    private final List<Bundle> order;
    private final Bundle module;
    private final Texts texts;
    private final Configuration templates;
    private final PortalWrapper wrapper;
    private final Map<String, String> addresses = new ConcurrentHashMap<>();
    private final GuestPages guests = new GuestPages();

    ModuleView(Bundle module, List<Bundle> order, Texts texts) {
        this.module = module;
        this.order = List.copyOf(order);
        this.texts = texts;
        this.wrapper = new PortalWrapper();
        this.templates = configuration(this.order, wrapper);
    }

    /** Text in the language, or the key itself when nobody has one. */
    public String text(Locale locale, String key, Object... arguments) {
        return texts.find(locale, key, arguments).orElse(key);
    }

    boolean hasText(Locale locale, String key) {
        return texts.find(locale, key).isPresent();
    }

    Bundle module() {
        return module;
    }

    List<Bundle> order() {
        return order;
    }

    /** Address of a static file, found once. Names come from templates, so there are few. */
    String address(String path, UnaryOperator<String> finder) {
        String known = addresses.get(path);
        if (known == null) {
            known = finder.apply(path);
            if (addresses.size() < MOST_ADDRESSES) {
                addresses.put(path, known);
            }
        }
        return known;
    }

    GuestPages guests() {
        return guests;
    }

    PortalWrapper wrapper() {
        return wrapper;
    }

    Template template(String name) throws IOException {
        return templates.getTemplate(name + ".ftlh");
    }

    private static Configuration configuration(List<Bundle> order, ObjectWrapper wrapper) {
        var configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setTemplateLoader(new BundleTemplates(order));
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setLocalizedLookup(false);
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setRecognizeStandardFileExtensions(true);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
        configuration.setNumberFormat("c");
        configuration.setBooleanFormat("c");
        configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
        configuration.setObjectWrapper(wrapper);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        return configuration;
    }

    /** Finds templates in the bundles' folder {@code templates}. */
    private static final class BundleTemplates extends URLTemplateLoader {

        private final List<Bundle> order;

        BundleTemplates(List<Bundle> order) {
            this.order = order;
            setURLConnectionUsesCaches(false);
        }

        @Override
        protected URL getURL(String name) {
            for (Bundle bundle : order) {
                URL url = bundle.getEntry("templates/" + name);
                if (url != null) {
                    return url;
                }
            }
            return null;
        }
    }
}
