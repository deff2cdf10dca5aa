package org.wanrenhui.membership;

/**
 * A community to create.
 *
 * @param slug         name in URLs, {@code [a-z0-9-]{2,40}}, unique
 * @param name         name as residents say it
 * @param address      street address, may be empty
 * @param intro        a few sentences, may be empty
 * @param divisionCode official code of its street or neighbourhood committee
 * @param buildings    number of buildings to create, named 1号楼, 2号楼, …
 * @param order        smaller comes first in lists
 */
public record NewCommunity(
        String slug, String name, String address, String intro, long divisionCode, int buildings, int order) {}
