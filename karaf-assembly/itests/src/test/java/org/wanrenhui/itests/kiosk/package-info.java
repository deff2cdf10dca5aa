/** A module of a stranger, built by the tests into a bundle of its own: one page, one operation, one block, one table. */
@PortalModule(
        id = "kiosk",
        icon = "plug",
        paths = {"kiosk"})
package org.wanrenhui.itests.kiosk;

import org.wanrenhui.portal.api.module.PortalModule;
