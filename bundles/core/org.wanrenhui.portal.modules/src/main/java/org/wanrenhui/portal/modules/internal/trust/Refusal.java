package org.wanrenhui.portal.modules.internal.trust;

/**
 * Why a file is not installed.
 *
 * @param publisher whose signature it bears, as the certificate says; empty when it bears none
 * @param detail    depends on the reason: a file in the archive, a fingerprint or a day
 */
public record Refusal(Reason reason, String publisher, String detail) {

    /** Reasons, in the order in which they are looked for. */
    public enum Reason {
        /** It bears no signature, and the portal takes signed files only. */
        UNSIGNED,
        /** It is not what was signed; the detail is the file in it, if a single one is to blame. */
        CHANGED,
        /** It is signed in part only; the detail is a file that is not. */
        PARTLY,
        /** Its signature says nothing. */
        WORTHLESS,
        /** It is whole, and its publisher is not trusted; the detail is the certificate's fingerprint. */
        UNKNOWN,
        /** The publisher's certificate is not valid yet; the detail is the day from which on it is. */
        EARLY,
        /** The publisher's certificate is no longer valid; the detail is its last day. */
        EXPIRED
    }
}
