/** Tests that run within the container of the real distribution, with Pax Exam. */
@Version("1.0.0")
package org.wanrenhui.portal.testing.container;

import org.osgi.annotation.versioning.Version;
