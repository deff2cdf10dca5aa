package org.wanrenhui.portal.web.internal.module;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.web.internal.http.RequestScope;
import org.wanrenhui.portal.web.internal.page.Replies;
import org.wanrenhui.portal.web.internal.page.Reply;

/** Renders the pages that resources return, before anything of the answer is sent. */
final class PageFilter implements ContainerResponseFilter {

    private final RequestScope scope;
    private final Replies replies;

    PageFilter(RequestScope scope, Replies replies) {
        this.scope = scope;
        this.replies = replies;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Page page) {
            int declared = response.getStatus();
            Reply reply = replies.page(declared == 200 ? page : page.status(declared), scope.exchange());
            response.setStatus(reply.status());
            response.setEntity(reply.body(), new Annotation[0], MediaType.valueOf(reply.type()));
            reply.headers().forEach(response.getHeaders()::putSingle);
            // the body is complete: without its length Jersey would send larger ones in chunks
            response.getHeaders().putSingle("Content-Length", reply.body().length);
        } else if (!response.getHeaders().containsKey("Cache-Control")) {
            response.getHeaders().putSingle("Cache-Control", Replies.caching(scope.exchange()));
        }
    }
}
