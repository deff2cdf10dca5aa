package org.wanrenhui.portal.modules.internal.catalogue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleReference;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Finds the threads that bundles have begun. A thread belongs to the bundle whose class it is, or whose class loader it has
 * for its context: the portal sets that whenever it calls a module, and threads inherit it. The portal's own threads have it
 * only while they are inside and are left out by their names.
 */
public final class ModuleThreads {

    private static final List<String> OURS = List.of("portal-", "qtp", "db-scheduler", "SCR ");
    /** Of the Java runtime, whose classes no bundle defines; asking a bundle for its inner ones takes long. */
    private static final List<String> RUNTIME = List.of("java.", "jdk.", "sun.");

    private static final ThreadMXBean FIGURES = ManagementFactory.getThreadMXBean();

    private ModuleThreads() {}

    /** Living threads of every bundle that has any of its own. */
    public static Map<Bundle, List<Thread>> all() {
        Map<Bundle, List<Thread>> found = new HashMap<>();
        for (Thread thread : living()) {
            if (OURS.stream().noneMatch(thread.getName()::startsWith)) {
                owner(thread).ifPresent(bundle -> found.computeIfAbsent(bundle, b -> new ArrayList<>())
                        .add(thread));
            }
        }
        return found;
    }

    /** Living threads of one bundle. */
    public static List<Thread> of(Bundle bundle) {
        return all().getOrDefault(bundle, List.of());
    }

    /** Whether the bundle may have threads at this moment. */
    public static boolean isOn(Bundle bundle) {
        return bundle.getState() == Bundle.ACTIVE
                || bundle.getState() == Bundle.STARTING
                || bundle.getState() == Bundle.STOPPING;
    }

    /** Whether the bundle's thread should have ended: the bundle is off, or another version has taken its place. */
    public static boolean isLeft(Thread thread, Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return !isOn(bundle) || wiring != null && wiring.getClassLoader() != loader(thread, bundle);
    }

    /** Whether the thread is executing a class of the bundle, directly or further down its stack. */
    public static boolean runsCodeOf(Thread thread, Bundle bundle) {
        ClassLoader loader = loader(thread, bundle);
        for (StackTraceElement element : thread.getStackTrace()) {
            if (RUNTIME.stream().anyMatch(element.getClassName()::startsWith)) {
                continue;
            }
            try {
                if (Class.forName(element.getClassName(), false, loader).getClassLoader() == loader) {
                    return true;
                }
            } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
                // not visible to the bundle, or its class path is closed: then its name has to do
                if (element.getClassName().startsWith(bundle.getSymbolicName() + '.')) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Processor time that the thread has used, in nanoseconds; 0 when the runtime does not say. */
    public static long cpuNanos(Thread thread) {
        return FIGURES.isThreadCpuTimeSupported() ? Math.max(0, FIGURES.getThreadCpuTime(thread.getId())) : 0;
    }

    /** Stops it where the Java runtime still can (docs/adr/0012); later ones cannot, and then it runs until the portal ends. */
    @SuppressWarnings({"deprecation", "removal"})
    public static void stop(Thread thread) {
        try {
            thread.stop();
        } catch (UnsupportedOperationException e) {
            // said by what remains to be counted
        }
    }

    private static List<Thread> living() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[root.activeCount() * 2 + 50];
        int count = root.enumerate(threads, true);
        return Arrays.asList(threads).subList(0, count);
    }

    private static Optional<Bundle> owner(Thread thread) {
        return bundle(thread.getClass().getClassLoader()).or(() -> bundle(thread.getContextClassLoader()));
    }

    private static Optional<Bundle> bundle(ClassLoader loader) {
        return loader instanceof BundleReference reference
                ? Optional.ofNullable(reference.getBundle())
                : Optional.empty();
    }

    private static ClassLoader loader(Thread thread, Bundle bundle) {
        ClassLoader own = thread.getClass().getClassLoader();
        return bundle(own).filter(bundle::equals).isPresent() ? own : thread.getContextClassLoader();
    }
}
