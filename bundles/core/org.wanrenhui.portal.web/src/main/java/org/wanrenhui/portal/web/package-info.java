/** The front door: guards, dispatch to modules, pages in the active theme. */
@PortalModule(
        id = "web",
        core = true,
        icon = "layout-grid",
        paths = {
            "/",
            "sitemap",
            "sitemap.xml",
            "robots.txt",
            "about",
            "help",
            "privacy",
            "terms",
            "channels",
            "preferences",
            "health",
            "metrics",
            "favicon.ico",
            "api/v1/access",
            "api/v1/openapi.json"
        })
package org.wanrenhui.portal.web;

import org.wanrenhui.portal.api.module.PortalModule;
