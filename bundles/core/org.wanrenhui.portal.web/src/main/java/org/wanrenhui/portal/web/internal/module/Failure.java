package org.wanrenhui.portal.web.internal.module;

import java.util.stream.Stream;

/** What went wrong with a module: a text's key and what goes into it, so that every reader has it in their own language. */
public record Failure(String key, Object... arguments) {

    private static final int LONGEST = 300;

    /** Cuts what a failure says of itself: some carry the whole statement that failed. */
    public Failure {
        arguments = Stream.of(arguments)
                .map(argument -> argument instanceof Number ? argument : brief(String.valueOf(argument)))
                .toArray();
    }

    private static String brief(String words) {
        return words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
    }
}
