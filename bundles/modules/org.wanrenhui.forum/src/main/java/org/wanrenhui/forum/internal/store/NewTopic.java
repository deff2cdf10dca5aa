package org.wanrenhui.forum.internal.store;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.wanrenhui.portal.api.web.Input;

/**
 * A topic about to be opened; checked.
 *
 * @param submission key that makes a second sending of the same form harmless; empty for none
 */
public record NewTopic(
        String title,
        String body,
        List<String> tags,
        Optional<NewPoll> poll,
        String submission,
        Attachments.Choice attachments) {

    /** A poll about to be opened; {@code open} is how long it takes votes, empty for ever. */
    public record NewPoll(String question, List<String> options, boolean multiple, Optional<Duration> open) {

        /** Days that a poll is open when its author says nothing, and at most. */
        public static final int DAYS = 14;

        public static final int MOST_DAYS = 30;
    }

    /** A poll as it was typed: options one a line, days as digits; anything may be null, and without a question there is none. */
    public record TypedPoll(String question, String options, boolean multiple, String days) {

        Optional<NewPoll> check(Input input) {
            if (question == null || question.isBlank()) {
                return Optional.empty();
            }
            String checked = input.line("pollQuestion", question, 2, 100);
            List<String> lines = Arrays.stream(
                            input.text("pollOptions", options, 3, 1_000).split("\n"))
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .distinct()
                    .toList();
            input.check(lines.size() >= 2 && lines.size() <= 12, "pollOptions", "forum.problem.poll-options");
            input.check(
                    lines.stream().allMatch(line -> line.codePointCount(0, line.length()) <= 60),
                    "pollOptions",
                    "forum.problem.poll-options");
            int open = days(input);
            return Optional.of(new NewPoll(checked, lines, multiple, Optional.of(Duration.ofDays(open))));
        }

        private int days(Input input) {
            String typed = days == null ? "" : days.strip();
            int number = typed.isEmpty() ? NewPoll.DAYS : typed.matches("[0-9]{1,2}") ? Integer.parseInt(typed) : 0;
            input.check(number >= 1 && number <= NewPoll.MOST_DAYS, "pollDays", "forum.problem.poll-days");
            return number;
        }
    }

    /** Longest title and body, in code points. */
    public static final int TITLE = 120;

    public static final int BODY = 8_000;

    /** Checks what was typed; throws a problem that names every wrong field. */
    public static NewTopic of(
            String title,
            String body,
            String tags,
            TypedPoll typedPoll,
            String submission,
            Attachments.Choice attachments) {
        Input input = new Input();
        String checkedTitle = input.line("title", title, 2, TITLE);
        String checkedBody = input.text("body", body, 1, BODY);
        List<String> checkedTags = tags(input, tags);
        Optional<NewPoll> poll = typedPoll.check(input);
        input.verify();
        return new NewTopic(
                checkedTitle, checkedBody, checkedTags, poll, submission == null ? "" : submission, attachments);
    }

    /** Tags as they were typed, checked. */
    static List<String> tags(Input input, String tags) {
        String line = input.line("tags", tags, 0, 120);
        List<String> list = Arrays.stream(line.split("[,，、\\s#]+"))
                .filter(tag -> !tag.isBlank())
                .distinct()
                .toList();
        input.check(list.size() <= 5, "tags", "forum.problem.tags");
        input.check(
                list.stream().allMatch(tag -> tag.codePointCount(0, tag.length()) <= 20), "tags", "forum.problem.tags");
        return list;
    }
}
