package org.wanrenhui.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.wanrenhui.portal.api.spi.BulkImport;

/** Hands lines of JSON to the bulk import of the kind that {@code ?kind=} names. */
final class ImportServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient BundleContext context;

    ImportServlet(BundleContext context) {
        this.context = context;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String kind = String.valueOf(request.getParameter("kind")).replaceAll("[^a-z.-]", "");
        ServiceReference<BulkImport> found;
        try {
            found = context.getServiceReferences(BulkImport.class, "(kind=" + kind + ")").stream()
                    .findFirst()
                    .orElse(null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        if (found == null) {
            response.sendError(404);
            return;
        }
        BulkImport service = context.getService(found);
        try (Reader lines = new InputStreamReader(request.getInputStream(), StandardCharsets.UTF_8)) {
            response.setContentType("text/plain");
            response.getOutputStream().println(service.load(lines));
        } finally {
            context.ungetService(found);
        }
    }
}
