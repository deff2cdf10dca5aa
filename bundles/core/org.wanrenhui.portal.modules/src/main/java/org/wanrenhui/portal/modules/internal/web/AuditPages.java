package org.wanrenhui.portal.modules.internal.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.AuditLog;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Requires;

/** The audit log to read and to take away. */
@Component(service = WebResource.class)
@Path("/console")
public final class AuditPages implements WebResource {

    private static final int EXPORTED = 5000;

    /** The page; {@code link} is its address with the filter, {@code export} that of the table. */
    public record AuditView(
            AuditQuery form,
            Slice<AuditLog.Entry> entries,
            String link,
            String export,
            List<Answers.FieldError> errors) {}

    private final AuditLog auditLog;
    private final Answers answers;

    @Activate
    public AuditPages(@Reference AuditLog auditLog, @Reference Answers answers) {
        this.auditLog = auditLog;
        this.answers = answers;
    }

    @GET
    @Path("audit")
    @Requires(ConsolePermissions.MANAGE)
    public Page show(
            @QueryParam("action") String action,
            @QueryParam("object") String object,
            @QueryParam("actor") String actor,
            @QueryParam("from") String from,
            @QueryParam("until") String until,
            @QueryParam("after") String after) {
        AuditQuery query = AuditQuery.of(action, object, actor, from, until);
        try {
            return page(query, auditLog.entries(query.filter(), Answers.cursor(after), 50), List.of());
        } catch (Problem problem) {
            return page(query, new Slice<>(List.of(), null), answers.errors(problem))
                    .status(422);
        }
    }

    @GET
    @Path("audit.csv")
    @Requires(ConsolePermissions.MANAGE)
    public Response export(
            @QueryParam("action") String action,
            @QueryParam("object") String object,
            @QueryParam("actor") String actor,
            @QueryParam("from") String from,
            @QueryParam("until") String until) {
        AuditLog.Filter filter =
                AuditQuery.of(action, object, actor, from, until).filter();
        // The mark at the beginning tells spreadsheets that it is UTF-8.
        StringBuilder csv = new StringBuilder("\ufeffat,actor,action,object,detail,request\r\n");
        String after = "";
        for (int rows = 0; after != null && rows < EXPORTED; rows += 200) {
            Slice<AuditLog.Entry> slice = auditLog.entries(filter, after, 200);
            slice.items()
                    .forEach(e -> Csv.line(
                            csv, e.at().toString(), e.actor(), e.action(), e.object(), e.detail(), e.requestId()));
            after = slice.next();
        }
        return Response.ok(csv.toString(), "text/csv;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"audit.csv\"")
                .build();
    }

    private static Page page(AuditQuery query, Slice<AuditLog.Entry> entries, List<Answers.FieldError> errors) {
        String search = query.search();
        return Page.of(
                "modules/audit",
                new AuditView(query, entries, "/console/audit" + search, "/console/audit.csv" + search, errors));
    }
}
