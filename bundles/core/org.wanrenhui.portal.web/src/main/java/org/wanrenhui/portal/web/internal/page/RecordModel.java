package org.wanrenhui.portal.web.internal.page;

import freemarker.ext.beans.StringModel;
import freemarker.template.MethodCallAwareTemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;

/**
 * A record as templates see it: components by handles instead of reflection, since a page of posts asks for hundreds;
 * everything else as any bean.
 */
final class RecordModel extends StringModel implements MethodCallAwareTemplateHashModel {

    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

    private final Map<String, MethodHandle> components;

    RecordModel(Object record, PortalWrapper wrapper, Map<String, MethodHandle> components) {
        super(record, wrapper);
        this.components = components;
    }

    /** Handles of a record's components by name. */
    static Map<String, MethodHandle> components(Class<?> type) {
        Map<String, MethodHandle> components = new HashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            try {
                components.put(
                        component.getName(),
                        MethodHandles.lookup().unreflect(accessor).asType(GETTER));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("Cannot read " + accessor, e);
            }
        }
        return components;
    }

    @Override
    public TemplateModel get(String key) throws TemplateModelException {
        MethodHandle component = components.get(key);
        if (component == null) {
            return super.get(key);
        }
        Object value;
        try {
            value = (Object) component.invokeExact(object);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new TemplateModelException("Cannot read " + key, new IllegalStateException(e));
        }
        return wrapper.wrap(value);
    }

    @Override
    public TemplateModel getBeforeMethodCall(String key)
            throws TemplateModelException, ShouldNotBeGetAsMethodException {
        return super.getBeforeMethodCall(key);
    }
}
