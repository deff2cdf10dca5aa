package org.wanrenhui.membership.internal.identity;

/** Slow, salted hashes of passwords. Thread-safe. */
public interface Passwords {

    /** Hash to store. Throws {@link org.wanrenhui.portal.api.web.Problem} 503 when too many are being computed. */
    String hash(String password);

    /** Whether the password belongs to the hash; same failure as {@link #hash(String)}. */
    boolean matches(String password, String hash);

    /** Takes as long as {@link #matches(String, String)} and is never true, so that a missing account does not answer faster. */
    void pretend(String password);
}
