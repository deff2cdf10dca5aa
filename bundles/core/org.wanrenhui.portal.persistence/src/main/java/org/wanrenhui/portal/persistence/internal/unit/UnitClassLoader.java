package org.wanrenhui.portal.persistence.internal.unit;

import java.util.List;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.eclipse.persistence.sessions.DatabaseLogin;

/** Finds a unit's entities in its bundle, and what EclipseLink loads by name in EclipseLink and here. */
final class UnitClassLoader extends ClassLoader {

    private final List<ClassLoader> loaders;

    UnitClassLoader(ClassLoader bundle) {
        super(bundle);
        this.loaders = List.of(
                UnitClassLoader.class.getClassLoader(),
                PersistenceProvider.class.getClassLoader(),
                DatabaseLogin.class.getClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        for (ClassLoader loader : loaders) {
            try {
                return loader.loadClass(name);
            } catch (ClassNotFoundException e) {
                // The next may have it.
            }
        }
        throw new ClassNotFoundException(name);
    }
}
