package org.wanrenhui.portal.api.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Marks a component as a Jakarta REST resource of its module: {@code @Component(service = WebResource.class)} on a class
 * with {@code @Path}. Paths are whole: {@code @Path("/forum")} for pages, {@code @Path("/api/v1/forum")} for the API, and
 * must begin with a segment that the module owns. One instance serves all requests, so it must be thread-safe. Methods
 * return a {@link org.wanrenhui.portal.api.web.Page}, a {@code Response} or, in the API, a record that becomes JSON, and
 * each carries {@code @Public}, {@code @SignedIn} or {@code @Requires}; one without is not served.
 */
@ConsumerType
public interface WebResource {}
