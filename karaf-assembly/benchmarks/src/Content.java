import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Topics for the bulk import: their length and their boards after Zipf, their text put together from what the demo
 * region's people say. The same seed gives the same topics.
 */
final class Content {

    /** Posts of an average topic. */
    static final int POSTS_PER_TOPIC = 20;

    private static final int LONGEST = 2_000;
    private static final double BOARD_SKEW = 0.8;
    private static final Pattern BODY = Pattern.compile("\"body\": \"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern TITLE = Pattern.compile("\"title\": \"((?:[^\"\\\\]|\\\\.)*)\"");

    private final List<String> bodies;
    private final List<String> titles;

    private Content(List<String> bodies, List<String> titles) {
        this.bodies = bodies;
        this.titles = titles;
    }

    /** Reads the demo region's texts; they stay in the form in which JSON escapes them. */
    static Content read(Path root) throws IOException {
        String all = Files.readString(
                root.resolve("bundles/modules/org.wanrenhui.demo/src/main/resources/demo/topics.jsonl"));
        return new Content(found(BODY, all), found(TITLE, all));
    }

    private static List<String> found(Pattern pattern, String in) {
        Set<String> found = new LinkedHashSet<>();
        Matcher matcher = pattern.matcher(in);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return List.copyOf(found);
    }

    /** Short texts for posts, as JSON escapes them. */
    List<String> remarks() {
        return bodies.stream()
                .filter(body -> body.length() < 120 && !body.contains("@"))
                .limit(500)
                .toList();
    }

    /** Words of two to four characters from the middle of what was said. */
    List<String> words(int count) {
        Random random = new Random(7);
        Set<String> words = new LinkedHashSet<>();
        while (words.size() < count) {
            String body = bodies.get(random.nextInt(bodies.size()));
            int length = 2 + random.nextInt(3);
            if (body.length() > length + 2) {
                int from = 1 + random.nextInt(body.length() - length - 1);
                String word = body.substring(from, from + length);
                if (word.codePoints().allMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)) {
                    words.add(word);
                }
            }
        }
        return List.copyOf(words);
    }

    /**
     * Lines for the import {@code forum.topics}.
     *
     * @param seed    another one gives other topics
     * @param posts   so many posts at least, opening posts included
     * @param boards  slugs of the boards to fill
     * @param authors ids of members
     * @param last    title of the last topic, to be waited for
     */
    Iterator<byte[]> topics(long seed, int posts, List<String> boards, List<Long> authors, String last) {
        return new Lines(new Random(seed), posts, boards, authors, last);
    }

    private final class Lines implements Iterator<byte[]> {

        private final Random random;
        private final List<String> boards;
        private final List<Long> authors;
        private final String last;
        private final double[] boardShares;
        private final long now = Instant.now().getEpochSecond();
        private int left;

        Lines(Random random, int posts, List<String> boards, List<Long> authors, String last) {
            this.random = random;
            this.left = posts;
            this.boards = boards;
            this.authors = authors;
            this.last = last;
            this.boardShares = new double[boards.size()];
            double sum = 0;
            for (int i = 0; i < boardShares.length; i++) {
                sum += Math.pow(i + 1, -BOARD_SKEW);
                boardShares[i] = sum;
            }
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public byte[] next() {
            if (left <= 0) {
                throw new NoSuchElementException();
            }
            int posts = Math.min(left, length());
            left -= posts;
            StringBuilder line = new StringBuilder(posts * 200);
            line.append("{\"board\":\"").append(boards.get(board()));
            line.append("\",\"title\":\"").append(left > 0 ? title() : last);
            line.append("\",\"views\":").append(random.nextInt(500)).append(",\"reactions\":").append(random.nextInt(20));
            line.append(",\"posts\":[");
            long at = now - random.nextInt(3 * 365 * 24 * 3600) - posts * 600L;
            String opener = author();
            for (int i = 0; i < posts; i++) {
                line.append(i == 0 ? "" : ",").append("{\"author\":").append(i == 0 ? opener : author());
                line.append(",\"at\":\"").append(Instant.ofEpochSecond(at + i * 600L)).append("\",\"body\":\"");
                for (int parts = 1 + random.nextInt(3); parts > 0; parts--) {
                    line.append(bodies.get(random.nextInt(bodies.size()))).append(parts > 1 ? "\\n\\n" : "");
                }
                line.append("\"}");
            }
            line.append("],\"author\":").append(opener).append("}\n");
            return line.toString().getBytes(StandardCharsets.UTF_8);
        }

        /** A third has exactly a page of posts, so that pages of 20 can be compared; the others follow Zipf. */
        private int length() {
            if (random.nextInt(3) == 0) {
                return POSTS_PER_TOPIC;
            }
            return Math.min(LONGEST, (int) (3 / Math.pow(1 - random.nextDouble(), 0.8)));
        }

        private int board() {
            double at = random.nextDouble() * boardShares[boardShares.length - 1];
            int board = 0;
            while (boardShares[board] < at) {
                board++;
            }
            return board;
        }

        private String title() {
            String one = titles.get(random.nextInt(titles.size()));
            String body = bodies.get(random.nextInt(bodies.size())).replaceAll("\\\\.", "");
            return one.substring(0, Math.min(24, one.length())).replaceAll("\\\\$", "") + " "
                    + body.substring(0, Math.min(12, body.length()));
        }

        private String author() {
            double skewed = Math.pow(random.nextDouble(), 2);
            return String.valueOf(authors.get((int) (skewed * authors.size())));
        }
    }

    /** As many as asked for or all, spread evenly. */
    static <T> List<T> some(List<T> all, int count) {
        List<T> some = new ArrayList<>();
        int size = Math.min(count, all.size());
        for (int i = 0; i < size; i++) {
            some.add(all.get((int) ((long) i * all.size() / size)));
        }
        return some;
    }
}
