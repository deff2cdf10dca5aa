package org.wanrenhui.portal.search.internal.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.wanrenhui.portal.api.spi.SearchSource;

/** What sources hold, in words: from the texts of the bundle that a source comes from. Keeps words only, no bundle. */
final class SourceTitles {

    private final Map<String, String> known = new ConcurrentHashMap<>();

    /** Title of the source; its text key when its bundle has no such text. */
    String of(SearchSource source, Locale locale) {
        Bundle bundle = FrameworkUtil.getBundle(source.getClass());
        String language = "zh".equals(locale.getLanguage()) ? "zh_CN" : "en";
        return bundle == null
                ? source.titleKey()
                : known.computeIfAbsent(
                        source.titleKey()
                                + ' '
                                + language
                                + ' '
                                + bundle.getBundleId()
                                + ' '
                                + bundle.getLastModified(),
                        any -> read(bundle, language).getProperty(source.titleKey(), source.titleKey()));
    }

    private static Properties read(Bundle bundle, String language) {
        Properties texts = new Properties();
        if (bundle.getState() == Bundle.UNINSTALLED) {
            return texts; // its source is about to go as well
        }
        URL url = bundle.getEntry("i18n/messages_" + language + ".properties");
        if (url != null) {
            try (InputStreamReader reader = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
                texts.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return texts;
    }
}
