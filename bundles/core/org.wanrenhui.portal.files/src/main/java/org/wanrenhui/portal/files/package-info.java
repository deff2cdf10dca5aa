/** Files that members upload: checked, drawn anew, kept and served. */
@PortalModule(
        id = "files",
        core = true,
        icon = "paperclip",
        paths = {"files"})
package org.wanrenhui.portal.files;

import org.wanrenhui.portal.api.module.PortalModule;
