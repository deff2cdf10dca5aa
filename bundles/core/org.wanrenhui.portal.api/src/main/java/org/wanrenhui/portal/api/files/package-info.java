/** Pictures and documents that members upload: kept by the portal, owned by modules. */
@Version("1.0.0")
package org.wanrenhui.portal.api.files;

import org.osgi.annotation.versioning.Version;
