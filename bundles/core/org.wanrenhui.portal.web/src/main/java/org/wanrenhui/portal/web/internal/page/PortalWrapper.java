package org.wanrenhui.portal.web.internal.page;

import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.util.Optional;

/** Shows records as they are and an {@code Optional} as its value or nothing. Its cache of classes is its own. */
final class PortalWrapper extends DefaultObjectWrapper {

    PortalWrapper() {
        // not the builder: that one shares a static cache, which would keep a module's classes
        super(Configuration.VERSION_2_3_34);
    }

    @Override
    public TemplateModel wrap(Object object) throws TemplateModelException {
        return super.wrap(object instanceof Optional<?> optional ? optional.orElse(null) : object);
    }
}
