/** A theme for the season of lanterns. */
@PortalModule(id = "lantern", icon = "bulb")
@PortalTheme(id = "lantern")
package org.example.lantern;

import org.wanrenhui.portal.api.module.PortalModule;
import org.wanrenhui.portal.api.module.PortalTheme;
