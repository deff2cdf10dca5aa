package org.wanrenhui.portal.api.spi;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Adds items to the portal's navigation while the module is on. */
@ConsumerType
public interface NavigationSource {

    /** The items; asked once when the service arrives. */
    List<NavigationItem> items();
}
