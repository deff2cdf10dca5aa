package org.wanrenhui.portal.api.web;

import java.text.Normalizer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Checks the fields of a form or a JSON body and collects what is wrong, so that a person sees every error at once.
 *
 * <pre>{@code
 * var input = new Input();
 * String title = input.line("title", draft.title(), 4, 120);
 * String body = input.text("body", draft.body(), 2, 20_000);
 * input.verify();
 * }</pre>
 *
 * Text is stored as it was written except for three things: normalised to NFC, line ends made {@code \n}, trimmed.
 * Control characters and unpaired surrogates, which no database column keeps faithfully, are refused with the field
 * named. Not thread-safe; make one per request.
 */
public final class Input {

    private final Map<String, String> errors = new LinkedHashMap<>();

    /** One line of text of {@code min} to {@code max} code points; never null. */
    public String line(String field, String value, int min, int max) {
        String text = clean(field, value);
        if (text.indexOf('\n') >= 0 || text.indexOf('\t') >= 0) {
            errors.putIfAbsent(field, "input.one-line");
        }
        return bounded(field, text, min, max);
    }

    /** Text of several lines of {@code min} to {@code max} code points; never null. */
    public String text(String field, String value, int min, int max) {
        return bounded(field, clean(field, value), min, max);
    }

    /** Adds an error when the condition does not hold. */
    public Input check(boolean holds, String field, String messageKey) {
        if (!holds) {
            errors.putIfAbsent(field, messageKey);
        }
        return this;
    }

    /** Errors so far: text key by field, in the order of the checks. */
    public Map<String, String> errors() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }

    /** Throws {@link Problem} 422 naming every wrong field; does nothing when all is well. */
    public void verify() {
        if (!errors.isEmpty()) {
            throw new Problem(422, "invalid", "problem.invalid", new Object[0], errors);
        }
    }

    private String clean(String field, String value) {
        if (value == null) {
            return "";
        }
        String text = value.replace("\r\n", "\n").replace('\r', '\n');
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean control = c < 0x20 && c != '\n' && c != '\t' || c == 0x7f;
            boolean halfPair = c >= 0xd800 && c <= 0xdfff;
            if (control || halfPair || c == 0xfffe || c == 0xffff) {
                errors.putIfAbsent(field, "input.characters");
                return "";
            }
            i += Character.charCount(c);
        }
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    }

    private String bounded(String field, String text, int min, int max) {
        int length = text.codePointCount(0, text.length());
        if (length < min) {
            errors.putIfAbsent(field, length == 0 ? "input.required" : "input.too-short");
        } else if (length > max) {
            errors.putIfAbsent(field, "input.too-long");
        }
        return text;
    }
}
