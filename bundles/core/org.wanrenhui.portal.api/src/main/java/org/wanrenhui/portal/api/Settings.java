package org.wanrenhui.portal.api;

import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Settings that an operator edits, kept in the database and shared by all nodes. Keys are dotted and begin with the
 * module's id. Reads come from memory, at most a second old on other nodes. Thread-safe.
 */
@ProviderType
public interface Settings {

    /** The value as it was stored; empty when nobody has set it. */
    Optional<String> get(String key);

    /** The value or a default. */
    default String get(String key, String fallback) {
        return get(key).orElse(fallback);
    }

    /** The value as a whole number, or the default when missing or not a number. */
    default int getInt(String key, int fallback) {
        try {
            return get(key).map(String::trim).map(Integer::parseInt).orElse(fallback);
        } catch (NumberFormatException e) {
            return fallback;
        }
    }

    /** The value as yes or no, or the default when missing. */
    default boolean getBoolean(String key, boolean fallback) {
        return get(key).map(String::trim).map(Boolean::parseBoolean).orElse(fallback);
    }

    /** All settings whose key begins with the prefix. */
    Map<String, String> withPrefix(String prefix);

    /** Stores all given values in one transaction of its own; a null or blank value removes the key. */
    void put(Map<String, String> values);

    /**
     * Stores the values like {@link #put}, but only if the keys still have the values that the editor has seen.
     *
     * @param seen values by key; blank for a key that had none
     * @return false, and nothing stored, when somebody else was faster
     */
    default boolean replace(Map<String, String> seen, Map<String, String> values) {
        boolean unchanged =
                seen.entrySet().stream().allMatch(e -> get(e.getKey(), "").equals(e.getValue()));
        if (unchanged) {
            put(values);
        }
        return unchanged;
    }
}
