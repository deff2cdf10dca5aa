package org.wanrenhui.portal.modules.internal.catalogue;

import java.time.Duration;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** What a module may take of the node before it is paused. Framework properties, so that they hold before the database does. */
@Component(service = ModuleLimits.class)
public final class ModuleLimits {

    private final BundleContext context;

    @Activate
    public ModuleLimits(BundleContext context) {
        this.context = context;
    }

    /** How long it may take to start or to stop, its migrations not counted. */
    public Duration start() {
        return Duration.ofSeconds(number("portal.module.start-seconds", 20));
    }

    /** How long a thread of its own may keep a processor busy without a pause. */
    public Duration spin() {
        return Duration.ofSeconds(number("portal.module.spin-seconds", 60));
    }

    /** Threads of its own. */
    public int threads() {
        return (int) number("portal.module.threads", 100);
    }

    /** Bytes in its bundle's data area. */
    public long space() {
        return number("portal.module.space-mib", 1024) * 1024 * 1024;
    }

    /** Seconds with failures among the last thirty. */
    public int failingSeconds() {
        return (int) number("portal.module.failing-seconds", 10);
    }

    private long number(String name, long fallback) {
        String value = context.getProperty(name);
        return value == null || !value.matches("[0-9]{1,9}") ? fallback : Long.parseLong(value);
    }
}
