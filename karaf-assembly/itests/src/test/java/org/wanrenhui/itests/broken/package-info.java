/** A module of a stranger that misbehaves in the manner that its manifest says; built by the tests into a bundle of its own. */
@PortalModule(
        id = "broken",
        paths = {"broken"})
package org.wanrenhui.itests.broken;

import org.wanrenhui.portal.api.module.PortalModule;
