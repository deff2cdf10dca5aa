package org.wanrenhui.portal.persistence.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.wanrenhui.portal.persistence.internal.unit.Unit;

@RunWith(Parameterized.class)
public class UnitTest {

    @Rule
    public final TestNode test;

    public UnitTest(String dialect) {
        test = new TestNode(dialect);
    }

    @Parameters(name = "{0}")
    public static List<String> dialects() {
        return TestNode.DIALECTS;
    }

    /** Loads its own copy of the entity, as a bundle does. */
    private static final class ModuleLoader extends ClassLoader {

        ModuleLoader() {
            super(ModuleLoader.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(NoteEntity.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    public void aClosedUnitLetsGoOfItsClasses() throws Exception {
        test.notes();
        WeakReference<ClassLoader> loader = useAndClose();
        Await.until("class loader collected", () -> {
            System.gc();
            return loader.get() == null;
        });
    }

    private WeakReference<ClassLoader> useAndClose() throws Exception {
        ClassLoader loader = new ModuleLoader();
        Class<?> entity = loader.loadClass(NoteEntity.class.getName());
        assertNotSame(NoteEntity.class, entity);
        Unit unit = test.node().unit(test.blueprint("notes", loader), List.of());
        Object note = entity.getConstructor(String.class, Instant.class).newInstance("hello", Instant.EPOCH);
        unit.transactions().run(em -> em.persist(note));
        List<?> found = unit.transactions()
                .read(em -> em.createQuery("SELECT n FROM NoteEntity n WHERE n.text LIKE '%l%'")
                        .getResultList());
        assertEquals(entity, found.get(0).getClass());
        assertThrows(RuntimeException.class, () -> unit.transactions()
                .read(em -> em.createQuery("SELECT x FROM Nothing x").getResultList()));
        unit.close();
        return new WeakReference<>(loader);
    }

    @Test
    public void aUnitIsRebuiltQuickly() throws Exception {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            long start = System.nanoTime();
            try (Unit unit = test.node().unit(test.blueprint("notes", new ModuleLoader()), List.of())) {
                best = Math.min(best, (System.nanoTime() - start) / 1_000_000);
            }
        }
        assertTrue(best + " ms", best <= 80);
    }

    @Test
    public void aUnitWithoutEntitiesStillHasTransactions() throws Exception {
        Unit.Blueprint empty = new Unit.Blueprint(
                "empty",
                List.of(),
                test.blueprint("empty", null).root(),
                getClass().getClassLoader());
        try (Unit unit = test.node().unit(empty, List.of())) {
            assertEquals(
                    1,
                    unit.transactions()
                            .write(em -> em.createNativeQuery("UPDATE portal.setting_version SET version = version + 1")
                                    .executeUpdate())
                            .intValue());
        }
    }
}
