/** Search across modules. */
@PortalModule(
        id = "search",
        core = true,
        icon = "search",
        paths = {"search", "console/search"})
package org.wanrenhui.portal.search;

import org.wanrenhui.portal.api.module.PortalModule;
