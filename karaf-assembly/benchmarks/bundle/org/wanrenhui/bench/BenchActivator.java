package org.wanrenhui.bench;

import jakarta.servlet.Servlet;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Registers the two servlets of the benchmark beside the portal's own. Never part of a distribution. */
public final class BenchActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        register(context, new FloorServlet(), "/bench/floor");
        register(context, new ImportServlet(context), "/bench/import");
    }

    private static void register(BundleContext context, Servlet servlet, String path) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("osgi.http.whiteboard.servlet.pattern", path);
        context.registerService(Servlet.class, servlet, properties);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework unregisters the servlets.
    }
}
