package org.wanrenhui.portal.api.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Only members with the permission may call the resource method; others get 403. Unless {@link #anyScope()} says otherwise
 * the permission must hold for the whole portal, so that an operator of one region does not reach what concerns all.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {

    /** Permission id as declared by a {@link org.wanrenhui.portal.api.spi.PermissionSource}. */
    String value();

    /**
     * Whether the permission in some scope, a community or a region, is enough to come in. The service must then check the
     * scope of the object at hand with {@link org.wanrenhui.portal.api.Caller#may(String, org.wanrenhui.portal.api.Scope)}.
     */
    boolean anyScope() default false;
}
