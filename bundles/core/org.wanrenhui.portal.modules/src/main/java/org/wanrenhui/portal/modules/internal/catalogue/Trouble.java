package org.wanrenhui.portal.modules.internal.catalogue;

import java.util.List;
import java.util.Locale;
import org.wanrenhui.portal.modules.internal.trust.Refusal;

/**
 * Something that is wrong with a module or with a file, in words that can be said in either language.
 *
 * @param key       text of this bundle
 * @param arguments of the text
 */
public record Trouble(String key, List<String> arguments) {

    private static final String PAUSED = "module.paused.";

    public static Trouble of(String key, String... arguments) {
        return new Trouble(key, List.of(arguments));
    }

    /** Why a file is not installed. */
    static Trouble of(Refusal refusal) {
        String reason = refusal.reason().name().toLowerCase(Locale.ROOT);
        return of("module.trouble.signature-" + reason, refusal.publisher(), refusal.detail());
    }

    /** Whether it is why a module that ran was paused; such a module is not to blame for how it starts. */
    public boolean isPause() {
        return key.startsWith(PAUSED);
    }

    /** One or two sentences for an operator. */
    public String words(ModuleTexts texts, Locale locale) {
        return texts.own(locale, key, arguments.toArray());
    }
}
