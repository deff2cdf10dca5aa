/** What a module is and what state it is in. */
@Version("1.1.0")
package org.wanrenhui.portal.api.module;

import org.osgi.annotation.versioning.Version;
