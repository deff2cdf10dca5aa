package org.wanrenhui.portal.web.internal.page;

import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;

/** Texts of several bundles in both languages; the first bundle that has a text wins. Thread-safe. */
final class Texts {

    private static final Pattern PLAIN_SLOT = Pattern.compile("\\{[0-9]}");

    /** What a module says about itself: {@code module.title}, {@code module.summary}. */
    private static final String OF_ITSELF = "module.";

    private final Map<String, String> chinese;
    private final Map<String, String> english;

    /** Texts with more than plain slots, which are few and need {@link MessageFormat}. */
    private final Set<String> special;

    private Texts(Map<String, String> chinese, Map<String, String> english) {
        this.chinese = chinese;
        this.english = english;
        this.special = Stream.of(chinese, english)
                .flatMap(texts -> texts.values().stream())
                .filter(text -> PLAIN_SLOT.matcher(text).replaceAll("").indexOf('{') >= 0)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Reads the texts of the bundles, most specific first. Throws {@link IllegalStateException} when one cannot be read.
     *
     * @param module whose texts they are: what a theme before it says under {@code module.} is about the theme itself
     */
    static Texts of(List<Bundle> order, Bundle module) {
        return new Texts(read(order, module, "messages_zh_CN"), read(order, module, "messages_en"));
    }

    static Texts of(Map<String, String> chinese, Map<String, String> english) {
        return new Texts(chinese, english);
    }

    /** The text with its arguments put in; empty when no bundle has one. Chinese stands in for missing English. */
    Optional<String> find(Locale locale, String key, Object... arguments) {
        String text = english(locale) ? english.getOrDefault(key, chinese.get(key)) : chinese.get(key);
        return text == null ? Optional.empty() : Optional.of(fill(text, locale, arguments));
    }

    static boolean english(Locale locale) {
        return locale.getLanguage().equals("en");
    }

    private String fill(String text, Locale locale, Object[] arguments) {
        if (arguments.length == 0 || text.indexOf('{') < 0) {
            return text;
        }
        if (!special.contains(text)) {
            return fillPlain(text, locale, arguments);
        }
        // a translator writes "don't" and means it; MessageFormat would take the apostrophe for a quote
        String pattern = text.contains("''") ? text : text.replace("'", "''");
        try {
            return new MessageFormat(pattern, locale).format(arguments);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String fillPlain(String text, Locale locale, Object[] arguments) {
        var filled = new StringBuilder(text.length() + 32);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') {
                int index = text.charAt(i + 1) - '0';
                Object value = index < arguments.length ? arguments[index] : "";
                filled.append(value instanceof Number number ? Moments.number(number, locale) : String.valueOf(value));
                i += 2;
            } else {
                filled.append(c);
            }
        }
        return filled.toString();
    }

    private static Map<String, String> read(List<Bundle> order, Bundle module, String name) {
        Map<String, String> texts = new HashMap<>();
        int own = order.indexOf(module);
        for (int i = order.size() - 1; i >= 0; i--) {
            try {
                URL url = order.get(i).getEntry("i18n/" + name + ".properties");
                if (url != null) {
                    boolean dresses = i < own;
                    read(url).forEach((key, value) -> {
                        if (!dresses || !((String) key).startsWith(OF_ITSELF)) {
                            texts.put((String) key, (String) value);
                        }
                    });
                }
            } catch (IOException | RuntimeException e) {
                // not only what it declares: while a bundle is replaced, the framework stumbles over its own null
                throw new IllegalStateException("Cannot read texts of " + order.get(i), e);
            }
        }
        return texts;
    }

    private static Properties read(URL url) throws IOException {
        Properties read = new Properties();
        try (var reader = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
            read.load(reader);
        }
        return read;
    }
}
