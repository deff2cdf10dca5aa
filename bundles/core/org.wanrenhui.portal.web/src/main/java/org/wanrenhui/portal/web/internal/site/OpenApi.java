package org.wanrenhui.portal.web.internal.site;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.wanrenhui.portal.web.internal.module.ModuleApp;
import org.wanrenhui.portal.web.internal.module.Operation;

/** The API of the modules that are on as an OpenAPI 3.1 document. */
final class OpenApi {

    private static final int DEEPEST = 6;

    private final Collection<ModuleApp> apps;

    OpenApi(Collection<ModuleApp> apps) {
        this.apps = apps;
    }

    Map<String, Object> document() {
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        for (ModuleApp app : apps) {
            app.operations().stream()
                    .filter(Operation::api)
                    .filter(o -> !o.access().equals("undeclared"))
                    .forEach(operation -> paths.computeIfAbsent(operation.path(), path -> new LinkedHashMap<>())
                            .put(operation.method().toLowerCase(Locale.ROOT), operation(app, operation)));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", "Wanrenhui", "version", "1"));
        document.put("paths", paths);
        document.put(
                "components",
                Map.of(
                        "securitySchemes",
                                Map.of(
                                        "bearer", Map.of("type", "http", "scheme", "bearer"),
                                        "session", Map.of("type", "apiKey", "in", "cookie", "name", "wrh_session")),
                        "schemas", Map.of("Problem", problem())));
        return document;
    }

    private static Map<String, Object> operation(ModuleApp app, Operation operation) {
        Method method = operation.java();
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("tags", List.of(app.module().id()));
        described.put(
                "operationId",
                method.getDeclaringClass().getSimpleName().replace("Resource", "") + "_" + method.getName());
        described.put("summary", words(method.getName()));
        List<Map<String, Object>> parameters = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            Map<String, Object> known = parameter(parameter);
            if (known != null) {
                parameters.add(known);
            } else if (parameter.getAnnotations().length == 0) {
                described.put(
                        "requestBody", Map.of("required", true, "content", content(parameter.getParameterizedType())));
            }
        }
        described.put("parameters", parameters);
        described.put("responses", responses(method));
        described.put(
                "security",
                operation.access().equals("public")
                        ? List.of()
                        : List.of(Map.of("bearer", List.of()), Map.of("session", List.of())));
        if (!operation.permission().isEmpty()) {
            described.put("x-permission", operation.permission());
        }
        return described;
    }

    /** A method's name as words: {@code openTopic} is "Open topic". */
    static String words(String name) {
        String words = name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static Map<String, Object> responses(Method method) {
        boolean empty = method.getReturnType() == void.class;
        boolean open = method.getReturnType() == Response.class;
        Map<String, Object> good = new LinkedHashMap<>();
        good.put("description", empty ? "Done" : "OK");
        if (!empty && !open) {
            good.put("content", content(method.getGenericReturnType()));
        }
        Map<String, Object> bad = Map.of(
                "description",
                "Problem",
                "content",
                Map.of("application/problem+json", Map.of("schema", Map.of("$ref", "#/components/schemas/Problem"))));
        Map<String, Object> responses = new LinkedHashMap<>();
        responses.put(empty ? "204" : open ? "2XX" : "200", good);
        responses.put("default", bad);
        return responses;
    }

    private static Map<String, Object> parameter(Parameter parameter) {
        Map<String, Object> described = new LinkedHashMap<>();
        PathParam path = parameter.getAnnotation(PathParam.class);
        QueryParam query = parameter.getAnnotation(QueryParam.class);
        HeaderParam header = parameter.getAnnotation(HeaderParam.class);
        if (path == null && query == null && header == null || parameter.isAnnotationPresent(Context.class)) {
            return null;
        }
        described.put("name", path != null ? path.value() : query != null ? query.value() : header.value());
        described.put("in", path != null ? "path" : query != null ? "query" : "header");
        described.put("required", path != null);
        Map<String, Object> schema =
                new LinkedHashMap<>(schema(parameter.getParameterizedType(), Map.of(), new HashSet<>(), 0));
        DefaultValue fallback = parameter.getAnnotation(DefaultValue.class);
        if (fallback != null) {
            schema.put("default", fallback.value());
        }
        described.put("schema", schema);
        return described;
    }

    private static Map<String, Object> content(Type type) {
        String media = type == String.class ? "text/plain" : "application/json";
        return Map.of(media, Map.of("schema", schema(type, Map.of(), new HashSet<>(), 0)));
    }

    private static Map<String, Object> schema(Type type, Map<TypeVariable<?>, Type> bound, Set<Type> open, int depth) {
        if (type instanceof TypeVariable<?> variable) {
            Type actual = bound.get(variable);
            return actual == null ? Map.of() : schema(actual, Map.of(), open, depth);
        }
        if (type instanceof GenericArrayType array) {
            return Map.of("type", "array", "items", schema(array.getGenericComponentType(), bound, open, depth + 1));
        }
        Class<?> raw = type instanceof ParameterizedType generic
                ? (Class<?>) generic.getRawType()
                : type instanceof Class<?> plain ? plain : Object.class;
        Type[] arguments = type instanceof ParameterizedType generic ? generic.getActualTypeArguments() : new Type[0];
        if (Collection.class.isAssignableFrom(raw)) {
            return Map.of(
                    "type",
                    "array",
                    "items",
                    arguments.length == 0 ? Map.of() : schema(arguments[0], bound, open, depth + 1));
        }
        if (raw == Optional.class) {
            return arguments.length == 0 ? Map.of() : schema(arguments[0], bound, open, depth);
        }
        return raw.isRecord() && depth < DEEPEST && !open.contains(raw)
                ? record(raw, arguments, bound, open, depth)
                : simple(raw);
    }

    private static Map<String, Object> record(
            Class<?> raw, Type[] arguments, Map<TypeVariable<?>, Type> outer, Set<Type> open, int depth) {
        Map<TypeVariable<?>, Type> bound = new LinkedHashMap<>(outer);
        for (int i = 0; i < arguments.length; i++) {
            bound.put(raw.getTypeParameters()[i], arguments[i]);
        }
        open.add(raw);
        Map<String, Object> properties = new LinkedHashMap<>();
        for (RecordComponent component : raw.getRecordComponents()) {
            properties.put(component.getName(), schema(component.getGenericType(), bound, open, depth + 1));
        }
        open.remove(raw);
        return Map.of("type", "object", "properties", properties);
    }

    private static Map<String, Object> simple(Class<?> raw) {
        if (raw == String.class || raw == char.class) {
            return Map.of("type", "string");
        }
        if (raw == long.class || raw == Long.class) {
            return Map.of("type", "integer", "format", "int64");
        }
        if (raw == int.class || raw == Integer.class || raw == short.class) {
            return Map.of("type", "integer", "format", "int32");
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (raw == double.class || raw == Double.class || Number.class.isAssignableFrom(raw)) {
            return Map.of("type", "number");
        }
        if (raw == Instant.class) {
            return Map.of("type", "string", "format", "date-time");
        }
        if (raw == LocalDate.class) {
            return Map.of("type", "string", "format", "date");
        }
        if (raw.isEnum()) {
            return Map.of(
                    "type",
                    "string",
                    "enum",
                    Arrays.stream(raw.getEnumConstants()).map(String::valueOf).toList());
        }
        return raw == Object.class ? Map.of() : Map.of("type", "object");
    }

    private static Map<String, Object> problem() {
        Map<String, Object> text = Map.of("type", "string");
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("type", text);
        properties.put("title", text);
        properties.put("status", Map.of("type", "integer"));
        properties.put("detail", text);
        properties.put("instance", text);
        properties.put("requestId", text);
        properties.put(
                "errors",
                Map.of(
                        "type",
                        "array",
                        "items",
                        Map.of("type", "object", "properties", Map.of("field", text, "message", text))));
        return Map.of("type", "object", "properties", properties);
    }
}
