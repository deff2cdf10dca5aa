/** Transactions over a module's own entities, and domain events. The one package that names Jakarta Persistence. */
@Version("1.0.0")
package org.wanrenhui.portal.api.data;

import org.osgi.annotation.versioning.Version;
