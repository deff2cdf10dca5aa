package org.wanrenhui.portal.web.internal.page;

import java.util.Map;

/**
 * A complete answer.
 *
 * @param status  HTTP status
 * @param type    content type
 * @param body    as it is sent, packed when the headers say so
 * @param headers further headers
 */
public record Reply(int status, String type, byte[] body, Map<String, String> headers) {}
