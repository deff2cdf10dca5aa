package org.wanrenhui.portal.persistence.internal.unit;

import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;
import org.wanrenhui.portal.persistence.internal.database.QueryCounter;

/** Counts a unit's statements. Public and without arguments because EclipseLink makes it by name. */
public final class SessionSetup implements SessionCustomizer {

    @Override
    public void customize(Session session) {
        session.getEventManager().addListener(new Counting());
    }

    private static final class Counting extends SessionEventAdapter {

        /** Plain numbers only; statements do not nest. */
        private final ThreadLocal<long[]> start = ThreadLocal.withInitial(() -> new long[1]);

        @Override
        public void preExecuteCall(SessionEvent event) {
            start.get()[0] = System.nanoTime();
        }

        @Override
        public void postExecuteCall(SessionEvent event) {
            QueryCounter.counted(System.nanoTime() - start.get()[0]);
        }
    }
}
