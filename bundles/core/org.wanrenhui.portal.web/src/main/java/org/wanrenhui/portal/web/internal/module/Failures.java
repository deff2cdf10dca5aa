package org.wanrenhui.portal.web.internal.module;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import org.glassfish.jersey.server.ParamException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.web.internal.http.Exchange;
import org.wanrenhui.portal.web.internal.http.RequestScope;
import org.wanrenhui.portal.web.internal.page.Replies;
import org.wanrenhui.portal.web.internal.page.Reply;

/** Tells the client about whatever a resource throws; what it must not know goes into the log. */
final class Failures implements ExceptionMapper<Throwable> {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    /** SQL state of a violated unique constraint, the same in all databases. */
    private static final String UNIQUE = "23505";

    private final BooleanSupplier current;
    private final RequestScope scope;
    private final Replies replies;
    private final Traffic traffic;

    /** @param current whether the resources that this stands behind are those that their bundle registers now */
    Failures(BooleanSupplier current, RequestScope scope, Replies replies, Traffic traffic) {
        this.current = current;
        this.scope = scope;
        this.replies = replies;
        this.traffic = traffic;
    }

    @Override
    public Response toResponse(Throwable failure) {
        Exchange exchange = scope.exchange();
        if (failure instanceof WebApplicationException known) {
            Response own = known.getResponse();
            if (own.getStatus() < 400 || own.hasEntity()) {
                return own;
            }
        }
        Problem problem = problem(failure);
        if (problem.status() == 500 && !current.getAsBoolean()) {
            // Its services went under the request's feet, because its jar has been replaced or was taken away.
            problem = Problem.of(503, "starting", "problem.starting");
        } else if (problem.status() >= 500 && !(failure instanceof Problem)) {
            LOG.error(
                    "Request {} {} {} failed",
                    exchange.requestId(),
                    exchange.request().getMethod(),
                    exchange.path(),
                    failure);
            traffic.failed(exchange.moduleId(), new Failure("traffic.failed.request", failure));
        }
        Reply reply = replies.problem(problem, exchange);
        var response = Response.status(reply.status()).type(reply.type()).entity(reply.body());
        reply.headers().forEach(response::header);
        response.header("Content-Length", reply.body().length);
        if (failure instanceof WebApplicationException known
                && known.getResponse().getHeaderString("Allow") != null) {
            response.header("Allow", known.getResponse().getHeaderString("Allow"));
        }
        return response.build();
    }

    /** Whether the database refused a row because another one was there first: two people, or one who clicked twice. */
    private static boolean meetsAnother(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return UNIQUE.equals(sql.getSQLState());
            }
        }
        return false;
    }

    private static Problem problem(Throwable failure) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (failure instanceof JsonProcessingException || failure.getCause() instanceof JsonProcessingException) {
            return Problem.of(400, "malformed", "problem.malformed");
        }
        if (failure instanceof ParamException.QueryParamException) {
            return Problem.of(400, "bad-request", "problem.bad-request");
        }
        if (failure instanceof WebApplicationException known) {
            return Replies.of(known);
        }
        if (meetsAnother(failure)) {
            return Problem.conflict("problem.conflict");
        }
        return Problem.of(500, "internal", "problem.internal");
    }
}
