/** Licences: what a headquarters signs and a portal verifies. */
@Version("1.0.0")
package org.wanrenhui.portal.licence;

import org.osgi.annotation.versioning.Version;
