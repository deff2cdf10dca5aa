package org.wanrenhui.portal.licence;

/** A licence that does not count, and why. */
public final class LicenceRefused extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why a licence was refused; each has a text for operators under {@code licence.refused.<name>}. */
    public enum Reason {
        MALFORMED,
        TOO_LARGE,
        ALGORITHM,
        UNKNOWN_KEY,
        SIGNATURE,
        OTHER_OPERATOR,
        NOT_YET_VALID,
        LAPSED,
        OUTSIDE_TERRITORY
    }

    private final Reason reason;

    public LicenceRefused(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
