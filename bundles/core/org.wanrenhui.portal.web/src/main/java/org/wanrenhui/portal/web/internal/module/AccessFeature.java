package org.wanrenhui.portal.web.internal.module;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Scope;
import org.wanrenhui.portal.api.module.ModuleMode;
import org.wanrenhui.portal.api.web.AllowedWhenReadOnly;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.api.web.Requires;
import org.wanrenhui.portal.api.web.SignedIn;
import org.wanrenhui.portal.web.internal.Surroundings;
import org.wanrenhui.portal.web.internal.http.Exchange;
import org.wanrenhui.portal.web.internal.http.RequestScope;

/** Gives every resource method the gate that its annotation asks for; a method without one, or with several, is shut. */
final class AccessFeature implements DynamicFeature {

    private static final Logger LOG = LoggerFactory.getLogger(AccessFeature.class);

    private final ModuleInfo module;
    private final RequestScope scope;
    private final Surroundings surroundings;

    AccessFeature(ModuleInfo module, RequestScope scope, Surroundings surroundings) {
        this.module = module;
        this.scope = scope;
        this.surroundings = surroundings;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Method method = resource.getResourceMethod();
        Requires requires = method.getAnnotation(Requires.class);
        boolean signedIn = method.isAnnotationPresent(SignedIn.class);
        boolean open = method.isAnnotationPresent(Public.class);
        int declared = (requires == null ? 0 : 1) + (signedIn ? 1 : 0) + (open ? 1 : 0);
        if (declared != 1 && resource.getResourceClass().getName().startsWith("org.glassfish.jersey")) {
            return; // Jersey's own answer to OPTIONS
        }
        if (declared != 1) {
            LOG.error("{} is not served: it needs exactly one of @Public, @SignedIn, @Requires", method);
        }
        context.register(new Gate(
                declared == 1,
                open,
                Optional.ofNullable(requires),
                method.isAnnotationPresent(AllowedWhenReadOnly.class)));
    }

    /** Lets a request through to one method or throws. */
    @Priority(Priorities.AUTHORIZATION)
    private final class Gate implements ContainerRequestFilter {

        private final boolean declared;
        private final boolean open;
        private final Optional<Requires> requires;
        private final boolean alsoReadOnly;

        Gate(boolean declared, boolean open, Optional<Requires> requires, boolean alsoReadOnly) {
            this.declared = declared;
            this.open = open;
            this.requires = requires;
            this.alsoReadOnly = alsoReadOnly;
        }

        @Override
        public void filter(ContainerRequestContext request) {
            if (!declared) {
                throw Problem.notFound();
            }
            Exchange exchange = scope.exchange();
            if (!open && exchange.caller().isEmpty()) {
                throw Problem.unauthorized();
            }
            if (requires.isPresent() && !holds(exchange.caller().orElseThrow(), requires.get())) {
                throw Problem.forbidden();
            }
            if (!exchange.safe()
                    && !alsoReadOnly
                    && surroundings.mode(module.id(), module.core()) == ModuleMode.READ_ONLY) {
                throw Problem.of(403, "module-read-only", "problem.module-read-only");
            }
        }

        private static boolean holds(Caller caller, Requires requires) {
            return requires.anyScope() ? caller.may(requires.value()) : caller.may(requires.value(), Scope.PORTAL);
        }
    }
}
