/** What neighbours put up for everybody to see. */
@PortalModule(id = "noticeboard", icon = "clipboard-check")
package org.example.noticeboard;

import org.wanrenhui.portal.api.module.PortalModule;
