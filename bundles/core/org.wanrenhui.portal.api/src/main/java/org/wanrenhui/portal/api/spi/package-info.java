/** What a plugin implements: register a service of one of these types and the portal picks it up. */
@Version("1.1.0")
package org.wanrenhui.portal.api.spi;

import org.osgi.annotation.versioning.Version;
