package org.wanrenhui.portal.persistence.internal.common;

/** Exceptions as one line for an operator. */
public final class Errors {

    private static final int LENGTH = 500;

    private Errors() {}

    public static String line(Throwable error) {
        String message = error.getMessage() == null ? "" : ": " + error.getMessage();
        String line = (error.getClass().getSimpleName() + message).replaceAll("\\s+", " ");
        return line.length() > LENGTH ? line.substring(0, LENGTH) : line;
    }
}
