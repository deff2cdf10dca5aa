/** Members, their identity, communities, standing and growth. */
@Version("1.0.0")
@PortalModule(
        id = "membership",
        core = true,
        icon = "users",
        paths = {
            "me",
            "sign-in",
            "sign-out",
            "register",
            "recover",
            "u",
            "c",
            "communities",
            "check-in",
            "console/members",
            "console/regions",
            "console/growth"
        })
package org.wanrenhui.membership;

import org.osgi.annotation.versioning.Version;
import org.wanrenhui.portal.api.module.PortalModule;
