package org.wanrenhui.portal.modules.internal.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.spi.SettingSource;
import org.wanrenhui.portal.api.spi.SettingSource.Kind;
import org.wanrenhui.portal.api.spi.SettingSource.Setting;
import org.wanrenhui.portal.api.web.Input;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.modules.internal.catalogue.ModuleTexts;

/** The settings that modules offer, checked and stored as their declarations say. */
@Component(service = SettingGroups.class)
public final class SettingGroups {

    private final Settings settings;
    private final Audit audit;
    private final ModuleTexts texts;
    private final Map<String, SettingSource> sources = new ConcurrentHashMap<>();

    @Activate
    public SettingGroups(@Reference Settings settings, @Reference Audit audit, @Reference ModuleTexts texts) {
        this.settings = settings;
        this.audit = audit;
        this.texts = texts;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void bind(SettingSource source) {
        sources.putIfAbsent(source.group(), source);
    }

    public void unbind(SettingSource source) {
        sources.remove(source.group(), source);
    }

    /** One of the values to choose from. */
    public record Option(String value, String title) {}

    /**
     * A setting as shown.
     *
     * @param value    what is set, or else the fallback; of a secret nothing
     * @param set      whether an operator has set it
     * @param fallback what holds while nothing is set
     */
    public record Field(
            String key,
            String title,
            String hint,
            String kind,
            String value,
            boolean set,
            String fallback,
            int min,
            int max,
            List<Option> options) {}

    /**
     * A group of settings.
     *
     * @param seen fingerprint of the values, to be sent back with a change
     */
    public record Group(String id, String title, List<Field> settings, String seen) {}

    /** All groups, titles only as far as a list needs them. */
    public List<Group> all(Locale locale) {
        return sources.values().stream()
                .sorted(Comparator.comparingInt(SettingSource::order).thenComparing(SettingSource::group))
                .map(source -> group(source, locale))
                .toList();
    }

    /** One group. Throws {@link Problem} 404. */
    public Group find(String id, Locale locale) {
        return group(source(id), locale);
    }

    private SettingSource source(String id) {
        SettingSource source = sources.get(id);
        if (source == null) {
            throw Problem.notFound();
        }
        return source;
    }

    private Group group(SettingSource source, Locale locale) {
        var bundle = FrameworkUtil.getBundle(source.getClass());
        List<Field> fields = source.settings().stream()
                .map(s -> new Field(
                        s.key(),
                        texts.text(bundle, locale, s.titleKey()),
                        texts.text(bundle, locale, s.hintKey()),
                        s.kind().name(),
                        s.kind() == Kind.SECRET ? "" : settings.get(s.key(), s.fallback()),
                        settings.get(s.key()).isPresent(),
                        s.fallback(),
                        s.min(),
                        s.max(),
                        s.choices().stream()
                                .map(c -> new Option(
                                        c, texts.text(bundle, locale, s.titleKey() + "." + c.toLowerCase(Locale.ROOT))))
                                .toList()))
                .toList();
        return new Group(
                source.group(), texts.text(bundle, locale, source.titleKey()), fields, fingerprint(stored(source)));
    }

    private Map<String, String> stored(SettingSource source) {
        Map<String, String> stored = new TreeMap<>();
        source.settings().forEach(s -> stored.put(s.key(), settings.get(s.key(), "")));
        return stored;
    }

    /**
     * Stores the values of a group; a key that is not among them stays, and so does a secret for which nothing was typed: only
     * a null takes it away. Throws {@link Problem} 422 naming every key that is
     * wrong, 409 when somebody else has changed the group since {@code seen}; an empty one stands for "whatever there is".
     */
    public void store(String id, Map<String, String> values, String seen) {
        SettingSource source = source(id);
        Map<String, String> before = stored(source);
        if (seen != null && !seen.isEmpty() && !seen.equals(fingerprint(before))) {
            throw Problem.conflict("console.edited-meanwhile");
        }
        Map<String, String> checked = new LinkedHashMap<>();
        Input input = new Input();
        for (Setting setting : source.settings()) {
            if (!values.containsKey(setting.key()) || kept(setting, values.get(setting.key()))) {
                continue;
            }
            String typed = values.get(setting.key());
            boolean removed = setting.kind() == Kind.SECRET && typed == null;
            String value = removed ? "" : check(input, setting, typed);
            checked.put(setting.key(), value.equals(setting.fallback()) ? "" : value);
        }
        input.verify();
        if (!settings.replace(before, checked)) {
            throw Problem.conflict("console.edited-meanwhile");
        }
        checked.entrySet().removeIf(e -> e.getValue().equals(before.get(e.getKey())));
        if (!checked.isEmpty()) {
            audit.record("settings.change", "settings:" + id, String.join(", ", checked.keySet()));
        }
    }

    private static boolean kept(Setting setting, String typed) {
        return setting.kind() == Kind.SECRET && typed != null && typed.isBlank();
    }

    private static String check(Input input, Setting setting, String typed) {
        String key = setting.key();
        if (setting.kind() == Kind.TEXT) {
            return input.text(key, typed, setting.min(), setting.max());
        }
        if (setting.kind() == Kind.LINE || setting.kind() == Kind.SECRET) {
            return input.line(key, typed, setting.min(), setting.max());
        }
        String value = input.line(key, typed, 0, 60);
        if (value.isEmpty()) {
            return setting.fallback();
        }
        switch (setting.kind()) {
            case NUMBER -> {
                boolean number = value.matches("-?[0-9]{1,9}")
                        && Integer.parseInt(value) >= setting.min()
                        && Integer.parseInt(value) <= setting.max();
                input.check(number, key, "console.groups.number");
            }
            case CHOICE -> input.check(setting.choices().contains(value), key, "console.groups.choice");
            default -> input.check(Set.of("true", "false").contains(value), key, "console.groups.choice");
        }
        return value;
    }

    static String fingerprint(Map<String, String> values) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(new TreeMap<>(values).toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
