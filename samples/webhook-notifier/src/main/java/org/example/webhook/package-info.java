/** Hands the portal's messages to somebody else's server. */
@PortalModule(id = "webhook", icon = "webhook")
package org.example.webhook;

import org.wanrenhui.portal.api.module.PortalModule;
