/** Values and services that a plugin calls: people, places, settings, audit. */
@Version("1.0.0")
package org.wanrenhui.portal.api;

import org.osgi.annotation.versioning.Version;
