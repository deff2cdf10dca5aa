package org.wanrenhui.membership;

import java.io.Reader;
import java.util.List;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Creates members and communities in bulk: for demo regions, benchmarks and moves from other systems. Nothing here asks
 * who is calling, so it is for bundles, never for resources. Thread-safe.
 */
@ProviderType
public interface MemberAdministration {

    /**
     * Hash of a password for {@link NewMember#passwordHash()}. Costs some 50 ms on purpose; one hash may serve many
     * members who share a password.
     */
    String hashPassword(String password);

    /**
     * Creates members in one transaction, with roles, communities and points as given; publishes no events. A display
     * name that is taken gets a number behind it.
     *
     * @return ids in the order of the members
     * @throws IllegalArgumentException when a login is malformed or taken, or a community is unknown; nothing is created
     */
    List<Long> createMembers(List<NewMember> members);

    /** Creates one member; see {@link #createMembers(List)}. */
    default long createMember(NewMember member) {
        return createMembers(List.of(member)).get(0);
    }

    /** Member who signs in with the e-mail address or phone number; empty when there is none. */
    OptionalLong memberByLogin(String login);

    /**
     * Creates a community.
     *
     * @return its id
     * @throws IllegalArgumentException when the slug is malformed or taken
     */
    long createCommunity(NewCommunity community);

    /**
     * Takes official divisions from a CSV with the header {@code code,name,level,parent_code}. Known codes are renamed,
     * new ones added; codes that are missing although a sibling is present are marked as former and keep their name, so
     * communities in them stay whole. Doing it again changes nothing.
     *
     * @throws IllegalArgumentException naming the line that cannot be read; nothing is changed
     */
    DivisionImport importDivisions(Reader csv);
}
