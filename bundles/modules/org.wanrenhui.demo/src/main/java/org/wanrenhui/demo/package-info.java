/** The demo region: communities, members and topics to look at. Loaded once, on the first start of a demo. */
@PortalModule(
        id = "demo",
        icon = "building-community",
        paths = {"demo"})
package org.wanrenhui.demo;

import org.wanrenhui.portal.api.module.PortalModule;
