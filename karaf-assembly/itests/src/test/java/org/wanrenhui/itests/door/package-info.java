/** A bundle of the tests that does what one can do with the framework in one's hands. */
package org.wanrenhui.itests.door;
