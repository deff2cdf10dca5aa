/** A module that knows nothing of the portal but its API. */
@PortalModule(
        id = "stranger",
        paths = {"stranger"})
package org.wanrenhui.itests.stranger;

import org.wanrenhui.portal.api.module.PortalModule;
