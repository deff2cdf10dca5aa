/** What a resource returns, who is asking, and who may ask. */
@Version("1.1.0")
package org.wanrenhui.portal.api.web;

import org.osgi.annotation.versioning.Version;
