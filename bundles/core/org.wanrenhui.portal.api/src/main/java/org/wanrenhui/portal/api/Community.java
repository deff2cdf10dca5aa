package org.wanrenhui.portal.api;

/**
 * A residential community (小区).
 *
 * @param id           positive
 * @param slug         name in URLs, {@code [a-z0-9-]+}, unique
 * @param name         name as residents say it
 * @param address      street address, may be empty
 * @param divisionCode official code of its street or neighbourhood committee, for example 140105001002
 * @param memberCount  approved members
 */
public record Community(long id, String slug, String name, String address, long divisionCode, int memberCount) {}
