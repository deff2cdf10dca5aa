package org.wanrenhui.portal.web.internal.module;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Threads of the portal that are in a module's code, and since when. A thread is in one module at a time. Thread-safe. */
final class Visits {

    /** One thread's stay. Its monitor keeps the thread from leaving for another module while it is being ended. */
    private static final class Visit {

        private final Thread thread = Thread.currentThread();
        private final ClassLoader before = thread.getContextClassLoader();
        private final long since = System.nanoTime();
        private boolean over;
        private boolean interrupted;

        synchronized void end(boolean byForce) {
            if (!over) {
                interrupted = true;
                thread.interrupt();
                if (byForce) {
                    LastMeans.stop(thread);
                }
            }
        }

        synchronized void leave() {
            over = true;
            thread.setContextClassLoader(before);
            if (interrupted) {
                Thread.interrupted(); // it was meant for the module
            }
        }
    }

    private final ConcurrentMap<Thread, Visit> visits = new ConcurrentHashMap<>();

    /** The calling thread goes in; threads that it begins meanwhile are known by the loader as the module's. */
    void enter(ClassLoader loader) {
        Visit visit = new Visit();
        visits.put(visit.thread, visit);
        if (loader != null) {
            visit.thread.setContextClassLoader(loader);
        }
    }

    /** The calling thread comes out. */
    void leave() {
        Visit visit = visits.remove(Thread.currentThread());
        if (visit != null) {
            visit.leave();
        }
    }

    int count() {
        return visits.size();
    }

    /** How many have been in for longer. */
    int longerThan(long nanos) {
        long now = System.nanoTime();
        return (int) visits.values().stream()
                .filter(visit -> now - visit.since > nanos)
                .count();
    }

    /** Ends the stay of all that are in; returns how many those are. */
    int end(boolean byForce) {
        Collection<Visit> all = List.copyOf(visits.values());
        all.forEach(visit -> visit.end(byForce));
        return all.size();
    }
}
