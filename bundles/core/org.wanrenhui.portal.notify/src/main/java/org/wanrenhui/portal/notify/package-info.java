/** Messages to people outside the portal: mail, SMS. */
@PortalModule(
        id = "notify",
        core = true,
        icon = "mail",
        paths = {"console/notify"})
package org.wanrenhui.portal.notify;

import org.wanrenhui.portal.api.module.PortalModule;
