package org.wanrenhui.portal.api.module;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;

/**
 * Makes the bundle a module of the portal. Put it on the bundle's root package; the build turns it into a capability of
 * namespace {@value #NAMESPACE}. Version is the bundle's; the texts {@code module.title} and {@code module.summary} of
 * the bundle's {@code i18n/messages} name it; its database schema is called like its id.
 *
 * <p>In the bundle the portal looks for: {@code migrations/V<n>__<what>.sql} (and {@code migrations/derby}, {@code
 * migrations/postgresql}), {@code i18n/messages_zh_CN.properties} and {@code i18n/messages_en.properties} in UTF-8, {@code
 * templates/<id>/*.ftlh}, and {@code static/**}, whose files a template addresses as {@code asset("name.js")}.
 *
 * <p>A bundle whose id another one has already is ignored, whichever version it is.
 */
@Capability(namespace = PortalModule.NAMESPACE)
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.CLASS)
public @interface PortalModule {

    /** Namespace of the capability. */
    String NAMESPACE = "org.wanrenhui.module";

    /** Short name, {@code [a-z][a-z0-9]*}: Karaf feature {@code wanrenhui-<id>}, schema, licence key, API path. */
    @Attribute
    String id();

    /**
     * First segments of the URLs that the module serves; {@code id} when empty. {@code api/v1/<id>} and {@code console/<id>}
     * belong to it anyway. One that another module has already is not granted; the console says so.
     */
    @Attribute
    String[] paths() default {};

    /** Ids of the modules that must be on for this one to be on. */
    @Attribute
    String[] requires() default {};

    /** Always on, not switchable, in every licence. Counts only for what the portal's own distribution brings as its core. */
    @Attribute
    boolean core() default false;

    /** Name of an icon in the theme's sprite. */
    @Attribute
    String icon() default "plug";
}
