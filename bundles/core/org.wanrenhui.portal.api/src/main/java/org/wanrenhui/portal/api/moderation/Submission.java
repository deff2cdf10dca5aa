package org.wanrenhui.portal.api.moderation;

/**
 * Content that a member wants to publish.
 *
 * @param kind        kind of content as its {@link org.wanrenhui.portal.api.spi.ModeratedContent} names it
 * @param id          id within the kind; 0 while it has none
 * @param authorId    member who wrote it
 * @param communityId community it appears in; 0 for the whole region
 * @param text        all text that others will see
 */
public record Submission(String kind, long id, long authorId, long communityId, String text) {}
