package org.wanrenhui.portal.api;

/**
 * What everybody may see of a member.
 *
 * @param id        positive
 * @param name      display name; an erased member's name is the translated "former neighbour"
 * @param level     growth level, 1 or more
 * @param levelName name of that level
 * @param badge     most recent badge's name, or empty
 * @param tint      avatar tint: {@code ""}, {@code rose}, {@code sky}, {@code leaf} or {@code lamp}
 * @param verified  whether residence was verified
 * @param staffOf   role shown beside the name ({@code agent}, {@code property}, {@code operator}, …), or empty
 * @param picture   address of a square picture, or empty: then the first character on the tint stands for it
 */
public record MemberCard(
        long id,
        String name,
        int level,
        String levelName,
        String badge,
        String tint,
        boolean verified,
        String staffOf,
        String picture) {

    /** A card without a picture. */
    public MemberCard(
            long id,
            String name,
            int level,
            String levelName,
            String badge,
            String tint,
            boolean verified,
            String staffOf) {
        this(id, name, level, levelName, badge, tint, verified, staffOf, "");
    }

    /** First character of the name, for the avatar. */
    public String initial() {
        return name.isEmpty() ? "?" : name.substring(0, name.offsetByCodePoints(0, 1));
    }
}
