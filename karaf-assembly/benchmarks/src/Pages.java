import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills a portal and asks for its pages, as a guest and as a member. */
final class Pages {

    static final String BOARD = "board page, guest";
    static final String HOT = "hot page, guest";
    static final String TOPIC_ONE = "topic page of 20 posts, guest, all the same one";
    static final String TOPIC_SOME = "topic page of 20 posts, guest, spread over 250";
    static final String TOPIC_RENDERED = "topic page of 20 posts, guest, spread over 250, each rendered";
    static final String TOPIC_ALL = "topic page of 20 posts, guest, spread over all, each rendered";
    static final String TOPIC_MEMBER = "topic page of 20 posts, member, spread over 250";
    static final String SEARCH = "search page with hits, guest, words of 2 to 4 characters";
    static final String POST_ONE = "posting, 8 clients into one topic";
    static final String POST_MANY = "posting, 8 clients into 50 topics";

    /** Topics asked for in turn: as many as there are when there are few posts, or two sizes could not be compared. */
    private static final int SOME = 250;

    private static final int MANY = 2_000;
    private static final int WINDOWS = 15;
    private static final List<String> ACCOUNTS =
            List.of("resident", "merchant", "property", "agent", "operator", "hq");
    private static final Map<String, String> GUEST = Map.of();
    private static final Map<String, String> GZIP = Map.of("Accept-Encoding", "gzip");
    private static final Pattern TOPIC = Pattern.compile("\\{\"id\":([0-9]+),\"board\".*?\"replies\":([0-9]+)");
    private static final Pattern AUTHOR = Pattern.compile("\"author\":([0-9]+)");

    private final Portal portal;
    private final Content content;
    private final Wrk wrk;
    private final List<String> boards;
    private final List<Long> authors;
    private final List<String> tokens = new ArrayList<>();

    Pages(Portal portal, Content content, Path script) throws Exception {
        this.portal = portal;
        this.content = content;
        this.wrk = new Wrk(script, portal.data, portal.url);
        for (String account : ACCOUNTS) {
            tokens.add(portal.token(account));
        }
        wrk.writers(tokens, content.remarks());
        this.boards = Portal.values("slug", portal.get("/api/v1/forum/boards"));
        Set<Long> found = new LinkedHashSet<>();
        for (String board : boards) {
            Matcher author = AUTHOR.matcher(portal.get("/api/v1/forum/boards/" + board + "/topics?limit=100"));
            while (author.find()) {
                found.add(Long.parseLong(author.group(1)));
            }
        }
        this.authors = List.copyOf(found);
    }

    /** Imports so many posts more, and waits until the search has read all of them. */
    void load(int posts, long seed) throws Exception {
        long begin = System.nanoTime();
        String last = "最后一个话题 endmark" + seed;
        portal.load("forum.topics", content.topics(seed, posts, boards, authors, last));
        double seconds = (System.nanoTime() - begin) / 1e9;
        portal.await("the search index", 1_800, () -> {
            Thread.sleep(200);
            // The last topic is found before the last post is read.
            return portal.get("/api/v1/search?q=endmark" + seed).contains("endmark" + seed)
                    && portal.send("GET", "/api/v1/search/index", null, tokens.get(ACCOUNTS.indexOf("operator")))
                            .contains("\"reading\":[]");
        });
        System.out.printf(
                "- %,d posts imported in %.0f s (%,.0f/s), in the search index %.0f s later%n",
                posts, seconds, posts / seconds, (System.nanoTime() - begin) / 1e9 - seconds);
    }

    Table measure(int warm, int seconds) throws Exception {
        List<Long> topics = topicsOfTwenty();
        List<String> many = topics.stream().map(id -> "/forum/t/" + id).toList();
        List<String> some = Content.some(many, SOME);
        List<String> one = some.subList(0, 1);
        List<Long> others = Content.some(topics, 51);
        Map<String, String> member = Map.of("Cookie", "wrh_session=" + tokens.get(0));
        List<String> searches = content.words(200).stream()
                .map(word -> "/search?q=" + URLEncoder.encode(word, StandardCharsets.UTF_8))
                .toList();
        requireHits(searches);
        portal.put("/bench/floor", portal.get(one.get(0)).getBytes(StandardCharsets.UTF_8));
        System.out.printf(
                "- %,d and %,d topics of 20 posts asked for; the page has %,d bytes%n",
                some.size(),
                topics.size(),
                portal.get(one.get(0)).getBytes(StandardCharsets.UTF_8).length);

        wrk.run(Wrk.Load.reading(some, GUEST).anew(), warm * 4);
        wrk.run(Wrk.Load.reading(some, member), warm * 4);
        Table table = new Table();
        reading(table, "home, guest", List.of("/"), GUEST, warm, seconds);
        reading(table, BOARD, boardPages(), GUEST, warm, seconds);
        reading(table, HOT, List.of("/forum/hot"), GUEST, warm, seconds);
        reading(table, TOPIC_ONE, one, GUEST, warm, seconds);
        reading(table, TOPIC_SOME, some, GUEST, warm, seconds);
        reading(table, TOPIC_RENDERED, Wrk.Load.reading(some, GUEST).anew(), warm, seconds);
        reading(table, TOPIC_ALL, Wrk.Load.reading(many, GUEST).anew(), warm, seconds);
        reading(table, TOPIC_ONE + ", gzip", one, GZIP, warm, seconds);
        reading(table, TOPIC_SOME + ", gzip", some, GZIP, warm, seconds);
        reading(table, TOPIC_MEMBER, some, member, warm, seconds);
        reading(table, "home, member", List.of("/"), member, warm, seconds);
        reading(table, "board page, member", boardPages(), member, warm, seconds);
        reading(table, "topic as JSON, guest", api(Content.some(topics, SOME)), GUEST, warm, seconds);
        reading(table, SEARCH, searches, GUEST, warm, seconds);
        reading(table, "floor: the bytes of a topic page by a bare servlet", List.of("/bench/floor"), GUEST, warm, seconds);
        posting(table, POST_ONE, others.subList(50, 51), seconds);
        posting(table, POST_MANY, others.subList(0, 50), seconds);
        table.add(
                "mixed: 90 % topic pages, 10 % posting",
                wrk.run(Wrk.Load.writing(some, 10, others.subList(0, 50)), seconds));
        return table;
    }

    private void reading(
            Table table, String what, List<String> paths, Map<String, String> headers, int warm, int seconds)
            throws Exception {
        reading(table, what, Wrk.Load.reading(paths, headers), warm, seconds);
    }

    private void reading(Table table, String what, Wrk.Load load, int warm, int seconds) throws Exception {
        settle(load, warm);
        table.add(what, wrk.run(load, seconds));
    }

    /** Asks until it gets no faster: what the compiler still works on is not what a portal gives that has run for a day. */
    private void settle(Wrk.Load load, int warm) throws Exception {
        double best = 0;
        double last = wrk.run(load, warm).perSecond();
        for (int window = 0; window < WINDOWS && last > best * 1.05; window++) {
            best = last;
            last = wrk.run(load, 2).perSecond();
        }
    }

    private void posting(Table table, String what, List<Long> topics, int seconds) throws Exception {
        wrk.run(Wrk.Load.writing(List.of(), 100, topics), 1);
        table.add(what, wrk.run(Wrk.Load.writing(List.of(), 100, topics), seconds));
    }

    private List<String> boardPages() {
        return boards.stream().map(board -> "/forum/b/" + board).toList();
    }

    private static List<String> api(List<Long> topics) {
        return topics.stream().map(id -> "/api/v1/forum/topics/" + id).toList();
    }

    private void requireHits(List<String> searches) throws Exception {
        int empty = 0;
        for (String search : searches) {
            if (Portal.values("id", portal.get("/api/v1" + search)).isEmpty()) {
                empty++;
            }
        }
        System.out.printf("- %d of %d searches have hits%n", searches.size() - empty, searches.size());
    }

    /** Topics with a whole page of posts, from all boards. */
    private List<Long> topicsOfTwenty() throws Exception {
        List<Long> found = new ArrayList<>();
        for (String board : boards) {
            String next = "";
            int here = 0;
            do {
                String list = portal.get("/api/v1/forum/boards/" + board + "/topics?limit=100&after="
                        + URLEncoder.encode(next, StandardCharsets.UTF_8));
                Matcher topic = TOPIC.matcher(list);
                while (topic.find()) {
                    if (topic.group(2).equals("19")) {
                        found.add(Long.parseLong(topic.group(1)));
                        here++;
                    }
                }
                List<String> cursors = Portal.values("next", list);
                next = cursors.isEmpty() ? "" : cursors.get(cursors.size() - 1);
            } while (!next.isEmpty() && here < MANY / boards.size() + 1);
        }
        return Content.some(found, MANY);
    }
}
