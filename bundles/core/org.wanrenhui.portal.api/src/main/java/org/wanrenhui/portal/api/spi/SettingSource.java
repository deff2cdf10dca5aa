package org.wanrenhui.portal.api.spi;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Settings of a module that an operator may edit in the console. Texts are the module's own. */
@ConsumerType
public interface SettingSource {

    /** What kind of value a setting has. */
    enum Kind {
        /** {@code true} or {@code false}. */
        SWITCH,
        /** A whole number. */
        NUMBER,
        /** One of a few values; the text of each is the title's key, a dot and the value in lower case. */
        CHOICE,
        /** One line. */
        LINE,
        /** Several lines. */
        TEXT,
        /** One line that nobody is shown again: a password, a key. Left empty in the form, it stays as it is. */
        SECRET
    }

    /**
     * One setting.
     *
     * @param key      as the module reads it from {@link org.wanrenhui.portal.api.Settings}
     * @param titleKey text
     * @param hintKey  text, or empty
     * @param kind     what it holds
     * @param fallback value that holds while nothing is set
     * @param min      smallest number, or fewest characters
     * @param max      largest number, or most characters
     * @param choices  values of a {@link Kind#CHOICE}
     */
    record Setting(
            String key,
            String titleKey,
            String hintKey,
            Kind kind,
            String fallback,
            int min,
            int max,
            List<String> choices) {

        public Setting {
            choices = List.copyOf(choices);
        }

        /** A switch. */
        public static Setting toggle(String key, String titleKey, String hintKey, boolean fallback) {
            return new Setting(key, titleKey, hintKey, Kind.SWITCH, Boolean.toString(fallback), 0, 0, List.of());
        }

        /** A number between two others. */
        public static Setting number(String key, String titleKey, String hintKey, int fallback, int min, int max) {
            return new Setting(key, titleKey, hintKey, Kind.NUMBER, Integer.toString(fallback), min, max, List.of());
        }

        /** One of several values. */
        public static Setting choice(String key, String titleKey, String hintKey, String fallback, String... values) {
            return new Setting(key, titleKey, hintKey, Kind.CHOICE, fallback, 0, 0, List.of(values));
        }

        /** One line; empty is allowed. */
        public static Setting line(String key, String titleKey, String hintKey, int max) {
            return new Setting(key, titleKey, hintKey, Kind.LINE, "", 0, max, List.of());
        }

        /** Several lines; empty is allowed. */
        public static Setting text(String key, String titleKey, String hintKey, int max) {
            return new Setting(key, titleKey, hintKey, Kind.TEXT, "", 0, max, List.of());
        }

        /** A password or key of that many characters. */
        public static Setting secret(String key, String titleKey, String hintKey, int min, int max) {
            return new Setting(key, titleKey, hintKey, Kind.SECRET, "", min, max, List.of());
        }
    }

    /** Short lasting name of the group, {@code [a-z-]+}; stands in the address. */
    String group();

    /** Text key of the heading. */
    String titleKey();

    /** Smaller comes first. */
    default int order() {
        return 500;
    }

    /** The settings, in the order in which they are shown. */
    List<Setting> settings();
}
