/** Messages to people: notices in the portal, and mail and SMS to the outside. */
@PortalModule(
        id = "notify",
        core = true,
        icon = "mail",
        paths = {"console/notify", "notifications"})
package org.wanrenhui.portal.notify;

import org.wanrenhui.portal.api.module.PortalModule;
