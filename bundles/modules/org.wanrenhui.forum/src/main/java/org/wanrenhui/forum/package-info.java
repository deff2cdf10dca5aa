/** Boards, topics and posts of the region and of each community. */
@PortalModule(
        id = "forum",
        icon = "message-circle",
        paths = {"forum"})
package org.wanrenhui.forum;

import org.wanrenhui.portal.api.module.PortalModule;
