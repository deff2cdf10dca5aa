package org.wanrenhui.portal.persistence.internal.unit;

import org.eclipse.persistence.logging.AbstractSessionLog;
import org.eclipse.persistence.logging.SessionLog;
import org.eclipse.persistence.logging.SessionLogEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** EclipseLink's log into ours. Public and without arguments because EclipseLink makes it by name. */
public final class EclipseLinkLog extends AbstractSessionLog {

    private static final Logger LOG = LoggerFactory.getLogger("org.eclipse.persistence");
    private static final Logger SQL = LoggerFactory.getLogger("org.eclipse.persistence.sql");

    @Override
    public boolean shouldLog(int level, String category) {
        if (SessionLog.SQL.equals(category)) {
            return SQL.isDebugEnabled();
        }
        if (level >= SessionLog.SEVERE) {
            return LOG.isErrorEnabled();
        }
        if (level >= SessionLog.WARNING) {
            return LOG.isWarnEnabled();
        }
        return level >= SessionLog.FINE ? LOG.isDebugEnabled() : LOG.isTraceEnabled();
    }

    @Override
    public boolean shouldLog(int level) {
        return shouldLog(level, null);
    }

    /** The values in statements are people's data. */
    @Override
    public boolean shouldDisplayData() {
        return false;
    }

    @Override
    public void log(SessionLogEntry entry) {
        int level = entry.getLevel();
        if (!shouldLog(level, entry.getNameSpace())) {
            return;
        }
        String message = formatMessage(entry);
        if (entry.hasException() || SessionLog.SQL.equals(entry.getNameSpace())) {
            // What failed is thrown as well, and whoever catches it decides whether that is news.
            SQL.debug(message, entry.getException());
        } else if (level >= SessionLog.SEVERE) {
            LOG.error(message);
        } else if (level >= SessionLog.WARNING) {
            LOG.warn(message);
        } else if (level >= SessionLog.FINE) {
            LOG.debug(message);
        } else {
            LOG.trace(message);
        }
    }
}
