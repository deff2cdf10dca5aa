/** Moderation shared by every kind of user content. */
@Version("1.0.0")
package org.wanrenhui.portal.api.moderation;

import org.osgi.annotation.versioning.Version;
