package org.wanrenhui.portal.web.internal.page;

import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Shows records as they are and an {@code Optional} as its value or nothing. Its cache of classes is its own. */
final class PortalWrapper extends DefaultObjectWrapper {

    private final Map<Class<?>, Map<String, MethodHandle>> records = new ConcurrentHashMap<>();

    PortalWrapper() {
        // not the builder: that one shares a static cache, which would keep a module's classes
        super(Configuration.VERSION_2_3_34);
    }

    @Override
    public TemplateModel wrap(Object object) throws TemplateModelException {
        if (object instanceof Record) {
            Map<String, MethodHandle> components = records.get(object.getClass());
            if (components == null) {
                components = records.computeIfAbsent(object.getClass(), RecordModel::components);
            }
            return new RecordModel(object, this, components);
        }
        return super.wrap(object instanceof Optional<?> optional ? optional.orElse(null) : object);
    }
}
