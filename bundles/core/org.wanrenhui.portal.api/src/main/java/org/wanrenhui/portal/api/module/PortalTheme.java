package org.wanrenhui.portal.api.module;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;

/**
 * Makes the bundle a theme of the portal. Put it on the bundle's root package, beside {@link PortalModule}: then the theme is
 * licensed and switched like any module, is offered to operators while it is on, and while it is off the portal wears its default.
 *
 * <p>The bundle has a {@code theme.properties}: {@code title.zh_CN} and {@code title.en} name it in the settings; {@code css} and
 * {@code js} list files below {@code static/} that every page links after those of the base theme; {@code icons}, {@code art} and
 * {@code favicon} replace the base theme's. What lies under {@code templates/}, {@code i18n/} and {@code static/} comes before what the
 * base theme and the modules have under the same names, but for texts that begin with {@code module.}: those are about the
 * theme's own module.
 *
 * <p>Of two themes with one id the first installed counts.
 */
@Capability(namespace = PortalTheme.NAMESPACE)
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.CLASS)
public @interface PortalTheme {

    /** Namespace of the capability. */
    String NAMESPACE = "org.wanrenhui.theme";

    /** Short lasting name, {@code [a-z][a-z0-9]*}; the setting {@code portal.theme} holds it. */
    @Attribute
    String id();
}
