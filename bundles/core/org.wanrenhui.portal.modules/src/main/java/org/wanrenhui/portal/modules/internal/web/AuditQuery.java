package org.wanrenhui.portal.modules.internal.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.wanrenhui.portal.api.AuditLog;
import org.wanrenhui.portal.api.web.Problem;

/**
 * What to show of the audit log, as typed.
 *
 * @param action beginning of the action
 * @param object beginning of the object
 * @param actor  number of the member who did it, with or without #
 * @param from   first day, 2026-11-23
 * @param until  last day
 */
public record AuditQuery(String action, String object, String actor, String from, String until) {

    static AuditQuery of(String action, String object, String actor, String from, String until) {
        return new AuditQuery(text(action), text(object), text(actor), text(from), text(until));
    }

    /** Throws {@link Problem} 422 naming the field that is no day. */
    AuditLog.Filter filter() {
        return new AuditLog.Filter(
                filled(action),
                filled(object),
                filled(actor).map(AuditQuery::member),
                filled(from).map(day -> start("from", day, 0)),
                filled(until).map(day -> start("until", day, 1)));
    }

    /** The filter as the query of an address; empty when nothing is filtered. */
    String search() {
        StringBuilder query = new StringBuilder();
        append(query, "action", action);
        append(query, "object", object);
        append(query, "actor", actor);
        append(query, "from", from);
        append(query, "until", until);
        return query.toString();
    }

    private static void append(StringBuilder query, String name, String value) {
        if (!value.isEmpty()) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static long member(String typed) {
        if (!typed.matches("#?[0-9]{1,18}")) {
            throw Problem.invalid("actor", "console.audit.noActor");
        }
        return Long.parseLong(typed.replace("#", ""));
    }

    private static Instant start(String field, String day, int plus) {
        try {
            return LocalDate.parse(day)
                    .plusDays(plus)
                    .atStartOfDay(ZoneId.systemDefault())
                    .toInstant();
        } catch (DateTimeException e) {
            throw Problem.invalid(field, "console.audit.noDay");
        }
    }

    private static Optional<String> filled(String value) {
        return Optional.of(value).filter(text -> !text.isEmpty());
    }

    private static String text(String value) {
        String text = value == null ? "" : value.strip();
        return text.length() > 100 ? text.substring(0, 100) : text;
    }
}
