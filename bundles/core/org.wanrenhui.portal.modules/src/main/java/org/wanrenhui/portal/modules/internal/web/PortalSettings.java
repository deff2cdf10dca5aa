package org.wanrenhui.portal.modules.internal.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.module.PortalModule;
import org.wanrenhui.portal.api.module.PortalTheme;
import org.wanrenhui.portal.api.web.Input;
import org.wanrenhui.portal.api.web.Problem;

/** The portal's own settings: what it is called and how it looks. */
@Component(service = PortalSettings.class)
public final class PortalSettings {

    private static final List<String> KEYS =
            List.of("portal.title", "portal.operator", "portal.hotline", "portal.theme", "portal.brand");
    private static final String DEFAULT_THEME = "lamplight";

    /**
     * The values; empty means the default.
     *
     * @param title    name of the portal
     * @param operator who runs it, shown in the foot
     * @param hotline  phone number, shown in the foot
     * @param theme    id of the theme
     * @param brand    colour, {@code #rrggbb}
     * @param seen     fingerprint of the stored values, to be sent back with a change; empty for whatever there is
     */
    public record Values(String title, String operator, String hotline, String theme, String brand, String seen) {}

    /** A theme to choose. */
    public record Theme(String value, String title) {}

    private final Settings settings;
    private final Audit audit;
    private final BundleContext context;

    @Activate
    public PortalSettings(BundleContext context, @Reference Settings settings, @Reference Audit audit) {
        this.context = context;
        this.settings = settings;
        this.audit = audit;
    }

    /** The values as they are. */
    public Values values() {
        return new Values(
                settings.get("portal.title", ""),
                settings.get("portal.operator", ""),
                settings.get("portal.hotline", ""),
                settings.get("portal.theme", DEFAULT_THEME),
                settings.get("portal.brand", ""),
                SettingGroups.fingerprint(stored()));
    }

    private Map<String, String> stored() {
        Map<String, String> stored = new HashMap<>();
        KEYS.forEach(key -> stored.put(key, settings.get(key, "")));
        return stored;
    }

    /**
     * Stores them. Throws {@link Problem} 422 naming every field that is wrong, 409 when somebody else has changed them
     * meanwhile.
     */
    public Values store(Values values) {
        Map<String, String> before = stored();
        if (values.seen() != null
                && !values.seen().isEmpty()
                && !values.seen().equals(SettingGroups.fingerprint(before))) {
            throw Problem.conflict("console.edited-meanwhile");
        }
        if (!settings.replace(before, check(values))) {
            throw Problem.conflict("console.edited-meanwhile");
        }
        audit.record("settings.change", "settings:portal", "");
        return values();
    }

    /** The values as they would be stored. Throws {@link Problem} 422 naming every field that is wrong. */
    Map<String, String> check(Values values) {
        Input input = new Input();
        Map<String, String> stored = new HashMap<>();
        stored.put("portal.title", input.line("title", values.title(), 0, 30));
        stored.put("portal.operator", input.line("operator", values.operator(), 0, 60));
        String hotline = input.line("hotline", values.hotline(), 0, 30);
        input.check(hotline.matches("[0-9+() -]*"), "hotline", "console.settings.hotline.bad");
        stored.put("portal.hotline", hotline);
        String theme = input.line("theme", values.theme(), 0, 60);
        input.check(
                theme.isEmpty()
                        || themes(Locale.ENGLISH).stream()
                                .anyMatch(t -> t.value().equals(theme)),
                "theme",
                "console.settings.theme.bad");
        stored.put("portal.theme", theme);
        String brand = input.line("brand", values.brand(), 0, 7);
        boolean colour = brand.isEmpty() || brand.matches("#[0-9a-fA-F]{6}");
        input.check(colour, "brand", "console.settings.brand.bad");
        input.check(!colour || brand.isEmpty() || readableUnderWhite(brand), "brand", "console.settings.brand.pale");
        stored.put("portal.brand", brand);
        input.verify();
        return stored;
    }

    /** The themes that can be worn now, named in the language: a theme that is a module only while that is on. */
    public List<Theme> themes(Locale locale) {
        Map<String, Theme> themes = new LinkedHashMap<>();
        for (Bundle bundle : context.getBundles()) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (revision != null
                    && (bundle.getState() == Bundle.ACTIVE
                            || revision.getDeclaredCapabilities(PortalModule.NAMESPACE)
                                    .isEmpty())) {
                revision.getDeclaredCapabilities(PortalTheme.NAMESPACE).stream()
                        .map(capability ->
                                String.valueOf(capability.getAttributes().get("id")))
                        .forEach(id -> themes.putIfAbsent(id, new Theme(id, title(bundle, id, locale))));
            }
        }
        return List.copyOf(themes.values());
    }

    private static String title(Bundle bundle, String id, Locale locale) {
        URL url = bundle.getEntry("theme.properties");
        if (url == null) {
            return id;
        }
        Properties texts = new Properties();
        try (InputStreamReader reader = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            return id;
        }
        return texts.getProperty("zh".equals(locale.getLanguage()) ? "title.zh_CN" : "title.en", id);
    }

    /** Whether white letters on the colour have a contrast of 4.5 : 1 (WCAG 2.2, 1.4.3). */
    static boolean readableUnderWhite(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        double luminance =
                0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
        return 1.05 / (luminance + 0.05) >= 4.5;
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
