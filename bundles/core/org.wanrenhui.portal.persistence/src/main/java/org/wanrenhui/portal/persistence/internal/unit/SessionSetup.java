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
        // schema and number, see Unit
        session.getEventManager().addListener(new Counting(session.getName().replaceFirst("-\\d+$", "")));
    }

    private static final class Counting extends SessionEventAdapter {

        private final String unit;
        /** Plain numbers only; statements do not nest. */
        private final ThreadLocal<long[]> start = ThreadLocal.withInitial(() -> new long[1]);

        Counting(String unit) {
            this.unit = unit;
        }

        @Override
        public void preExecuteCall(SessionEvent event) {
            start.get()[0] = System.nanoTime();
        }

        @Override
        public void postExecuteCall(SessionEvent event) {
            QueryCounter.counted(unit, System.nanoTime() - start.get()[0]);
        }
    }
}
