/** Catalogue of modules, the switch, the licence gate, and the operator's console. */
@PortalModule(
        id = "modules",
        core = true,
        icon = "plug",
        paths = {
            "console",
            "api/v1/licence",
            "api/v1/publishers",
            "api/v1/audit",
            "api/v1/jobs",
            "api/v1/consumers",
            "api/v1/dead-letters",
            "api/v1/settings",
            "api/v1/health"
        })
package org.wanrenhui.portal.modules;

import org.wanrenhui.portal.api.module.PortalModule;
