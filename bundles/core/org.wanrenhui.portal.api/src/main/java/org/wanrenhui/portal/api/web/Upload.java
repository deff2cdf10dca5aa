package org.wanrenhui.portal.api.web;

import java.nio.file.Path;

/**
 * A file that came with a {@code multipart/form-data} request of a member.
 *
 * @param field   field of the form
 * @param name    name as the client sent it; not to be trusted
 * @param size    bytes
 * @param content where it lies until the answer has been sent
 */
public record Upload(String field, String name, long size, Path content) {}
