package org.wanrenhui.portal.api.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Community;

/** The request that the calling thread serves. Outside a request every answer is empty or a default. Thread-safe. */
@ProviderType
public interface CurrentRequest {

    /** Whether the calling thread serves a request. */
    boolean active();

    /** The signed-in member, or empty for a visitor. */
    Optional<Caller> caller();

    /** The signed-in member. Throws {@link Problem} 401 for a visitor. */
    default Caller requireCaller() {
        return caller().orElseThrow(Problem::unauthorized);
    }

    /** Language of the answer; zh-CN unless the visitor chose another. */
    Locale locale();

    /** The community that the visitor has chosen to see, or the member's first; empty when none. */
    Optional<Community> community();

    /** Sets the chosen community, kept in a cookie of the answer. */
    void chooseCommunity(Community community);

    /** Id of the request as shown in errors and logs; "-" outside a request. */
    String requestId();

    /** Address of the client as far as known; for limits and the audit log only. */
    String clientAddress();

    /** User agent, cut to 200 characters. */
    String userAgent();

    /** Opaque token of the session that authenticated this request, empty for visitors. */
    Optional<String> sessionToken();

    /** Sets the session cookie of the answer; an empty token ends the session on this browser. */
    void sessionCookie(String token, boolean persistent);

    /** Shows a message on the next page that this browser loads. */
    void flash(Flash.Kind kind, String text);

    /** Text of the calling module in the language of this request; the key itself when there is none. */
    String text(String key, Object... arguments);

    /**
     * Files that came with a multipart form, in their order; a file field left empty is not among them. The other fields of
     * such a form reach the resource as those of any form. Only members can send files.
     */
    default List<Upload> uploads() {
        return List.of();
    }
}
