package org.wanrenhui.portal.web.internal.module;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.api.web.Requires;
import org.wanrenhui.portal.api.web.SignedIn;

/**
 * One method of a resource.
 *
 * @param method     HTTP method
 * @param path       whole path with templates such as {@code {id}}
 * @param access     {@code public}, {@code signed-in}, {@code permission} or {@code undeclared}
 * @param permission id of the permission, else empty
 * @param anyScope   whether the permission in some community or region is enough to come in
 * @param java       what answers
 */
public record Operation(String method, String path, String access, String permission, boolean anyScope, Method java) {

    /** The operations of a resource, by path. */
    static List<Operation> of(WebResource resource) {
        List<Operation> operations = new ArrayList<>();
        Path base = resource.getClass().getAnnotation(Path.class);
        for (Method method : resource.getClass().getMethods()) {
            for (var annotation : method.getAnnotations()) {
                HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
                if (http != null && base != null) {
                    operations.add(of(http.value(), base, method));
                }
            }
        }
        operations.sort(Comparator.comparing(Operation::path).thenComparing(Operation::method));
        return operations;
    }

    public boolean api() {
        return path.startsWith("/api/");
    }

    private static Operation of(String http, Path base, Method method) {
        Path own = method.getAnnotation(Path.class);
        String path = ("/" + base.value() + "/" + (own == null ? "" : own.value())).replaceAll("/+", "/");
        if (path.length() > 1 && path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        path = path.replaceAll("\\{\\s*([^:}\\s]+)\\s*:[^/]*}", "{$1}");
        Requires requires = method.getAnnotation(Requires.class);
        String access = requires != null
                ? "permission"
                : method.isAnnotationPresent(SignedIn.class)
                        ? "signed-in"
                        : method.isAnnotationPresent(Public.class) ? "public" : "undeclared";
        return new Operation(
                http,
                path,
                access,
                requires == null ? "" : requires.value(),
                requires != null && requires.anyScope(),
                method);
    }
}
