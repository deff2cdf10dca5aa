/** Moderation shared by every kind of user content. */
@PortalModule(
        id = "moderation",
        core = true,
        icon = "gavel",
        paths = {"moderation", "console/moderation"})
package org.wanrenhui.portal.moderation;

import org.wanrenhui.portal.api.module.PortalModule;
