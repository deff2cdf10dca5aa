/** A module of a stranger that takes its time: it comes up when the file {@code slow.go} is in the data folder. */
@PortalModule(
        id = "slow",
        icon = "plug",
        paths = {"slow"})
package org.wanrenhui.itests.slow;

import org.wanrenhui.portal.api.module.PortalModule;
