package org.wanrenhui.portal.api.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A failure that the client is told about: problem+json (RFC 9457) for the API, a themed page for people. Text keys are
 * looked up in the module's texts, then in the portal's; a key without text is shown as it is.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final transient Object[] arguments;
    private final transient Map<String, String> fields;

    /**
     * @param status    HTTP status, 400 to 599
     * @param type      last part of the problem's type URI, {@code [a-z-]+}
     * @param detailKey text key of the sentence shown
     * @param arguments of the text
     * @param fields    text key of what is wrong, by field name
     */
    public Problem(int status, String type, String detailKey, Object[] arguments, Map<String, String> fields) {
        super(detailKey, null, false, false);
        this.status = status;
        this.type = type;
        this.arguments = arguments.clone();
        this.fields = new LinkedHashMap<>(fields);
    }

    /** A problem without field errors. */
    public static Problem of(int status, String type, String detailKey, Object... arguments) {
        return new Problem(status, type, detailKey, arguments, Map.of());
    }

    /** 404: not there, or not for this caller to know about. */
    public static Problem notFound() {
        return of(404, "not-found", "problem.not-found");
    }

    /** 401: sign in first. */
    public static Problem unauthorized() {
        return of(401, "unauthorized", "problem.unauthorized");
    }

    /** 403: signed in, but may not. */
    public static Problem forbidden() {
        return of(403, "forbidden", "problem.forbidden");
    }

    /** 403 with a reason of the module's own. */
    public static Problem forbidden(String detailKey, Object... arguments) {
        return of(403, "forbidden", detailKey, arguments);
    }

    /** 409: the object has changed, or is in a state that does not allow this. */
    public static Problem conflict(String detailKey, Object... arguments) {
        return of(409, "conflict", detailKey, arguments);
    }

    /** 429: too often. */
    public static Problem tooMany(String detailKey, Object... arguments) {
        return of(429, "too-many-requests", detailKey, arguments);
    }

    /** 422: one field is wrong. */
    public static Problem invalid(String field, String messageKey, Object... arguments) {
        return new Problem(422, "invalid", "problem.invalid", arguments, Map.of(field, messageKey));
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    /** Arguments of the detail text and of the field texts; a copy. */
    public Object[] arguments() {
        return arguments.clone();
    }

    /** Text keys by field, in the order of the checks; empty when no field is to blame. Unmodifiable. */
    public Map<String, String> fields() {
        return Collections.unmodifiableMap(fields);
    }
}
