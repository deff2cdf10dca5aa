package org.wanrenhui.portal.modules.internal.catalogue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Names of modules, read from their bundles, which also works while they are off. */
@Component(service = ModuleTexts.class)
public final class ModuleTexts {

    private final Bundle self;

    @Activate
    public ModuleTexts(BundleContext context) {
        this.self = context.getBundle();
    }

    /** Name of the module; its symbolic name when it gives none. */
    public String title(Bundle bundle, Locale locale) {
        return read(bundle, locale).getProperty("module.title", bundle.getSymbolicName());
    }

    /** One sentence about the module, or nothing. */
    public String summary(Bundle bundle, Locale locale) {
        return read(bundle, locale).getProperty("module.summary", "");
    }

    /** A text of a bundle; the key when it has none. */
    public String text(Bundle bundle, Locale locale, String key) {
        return key.isEmpty() ? "" : read(bundle, locale).getProperty(key, key);
    }

    /** A text of this bundle. */
    public String own(Locale locale, String key, Object... arguments) {
        String pattern = read(self, locale).getProperty(key);
        return pattern == null ? key : new MessageFormat(pattern, locale).format(arguments);
    }

    private static Properties read(Bundle bundle, Locale locale) {
        String name = "zh".equals(locale.getLanguage()) ? "zh_CN" : "en";
        Properties texts = new Properties();
        try {
            URL url = bundle.getEntry("i18n/messages_" + name + ".properties");
            if (url != null) {
                try (InputStreamReader reader = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
                    texts.load(reader);
                }
            }
        } catch (IOException | IllegalStateException e) {
            // Its jar has just been taken away; whoever asks is about to see that.
            return texts;
        }
        return texts;
    }
}
