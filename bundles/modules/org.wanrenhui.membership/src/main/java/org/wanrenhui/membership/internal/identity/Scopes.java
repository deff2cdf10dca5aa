package org.wanrenhui.membership.internal.identity;

import java.util.function.LongUnaryOperator;
import org.wanrenhui.portal.api.Scope;

/**
 * Which scope lies in which: everything in the portal, a community in the regions whose code begins its division's code.
 *
 * @param divisionOf code of the division that a community lies in; 0 when unknown
 */
public record Scopes(LongUnaryOperator divisionOf) {

    /** Whether what is allowed at {@code outer} is allowed at {@code inner}. */
    public boolean contains(Scope outer, Scope inner) {
        return switch (outer.kind()) {
            case PORTAL -> true;
            case REGION -> containsRegion(outer.id(), inner);
            case COMMUNITY, COMPANY, SHOP -> outer.id() != 0 && outer.equals(inner);
        };
    }

    private boolean containsRegion(long region, Scope inner) {
        long code =
                switch (inner.kind()) {
                    case REGION -> inner.id();
                    case COMMUNITY -> divisionOf.applyAsLong(inner.id());
                    case PORTAL, COMPANY, SHOP -> 0;
                };
        return region != 0 && code != 0 && Long.toString(code).startsWith(Long.toString(region));
    }

    /** Whether the scope holds anywhere at all; a company or shop that does not exist yet has id 0. */
    static boolean holds(Scope scope) {
        return scope.kind() == Scope.Kind.PORTAL || scope.id() != 0;
    }
}
