/** Notes that neighbours leave for each other. */
@PortalModule(id = "${module}", icon = "pin")
package ${package};

import org.wanrenhui.portal.api.module.PortalModule;
