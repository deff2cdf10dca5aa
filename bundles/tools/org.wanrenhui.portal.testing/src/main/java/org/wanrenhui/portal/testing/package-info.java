/**
 * Tests against the real portal, for authors of modules and for the portal itself. {@link
 * org.wanrenhui.portal.testing.PortalRule} is where to begin: it starts the distribution, installs the module and signs in as
 * any of the demo's roles. Nothing in here knows the portal from within; it has an address, a data folder and a browser.
 */
@Version("1.0.0")
package org.wanrenhui.portal.testing;

import org.osgi.annotation.versioning.Version;
