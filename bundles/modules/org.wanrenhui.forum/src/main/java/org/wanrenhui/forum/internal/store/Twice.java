package org.wanrenhui.forum.internal.store;

import jakarta.persistence.PersistenceException;

/**
 * Work that looks for a row before it writes one. When the same member asks for it twice at once, both find nothing and one
 * of them meets the other's row; done again, it finds that row.
 */
final class Twice {

    private Twice() {}

    /** Runs the work, and once more when the database refused what it wrote. */
    static void run(Runnable work) {
        try {
            work.run();
        } catch (PersistenceException e) {
            work.run();
        }
    }
}
