package org.wanrenhui.portal.api.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Only members with the permission, in whatever scope, may call the resource method; others get 403. The scope of the
 * object at hand is for the service to check with {@link org.wanrenhui.portal.api.Caller#may(String,
 * org.wanrenhui.portal.api.Scope)}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {

    /** Permission id as declared by a {@link org.wanrenhui.portal.api.spi.PermissionSource}. */
    String value();
}
