package org.wanrenhui.portal.search.internal.index;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.wanrenhui.portal.api.spi.SearchSource.Document;

public class LuceneIndexTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private LuceneIndex index;

    @Before
    public void fill() throws IOException {
        index = new LuceneIndex(folder.getRoot().toPath());
        put(1, "周末去哪儿", "恭王府的票要提前三天在网上预约，现场不卖", 0, "public");
        put(2, "3号楼电梯半夜有响声", "导靴磨损，今天下午更换 Bearing", 5, "public");
        put(3, "业主群里的话", "电梯费用怎么分摊", 5, "community");
        put(4, "成员可见", "电梯检修通知", 0, "members");
        index.refresh();
    }

    @After
    public void close() throws IOException {
        index.close();
    }

    private void put(long id, String title, String text, long community, String audience) throws IOException {
        index.put(
                "forum.topic", new Document(id, title, text, "/forum/t/" + id, "", community, audience, Instant.EPOCH));
    }

    private List<Long> find(String typed, String... audiences) {
        return index
                .search(new Question(Question.parts(typed), Set.of("forum.topic"), Set.of(audiences), 0), null, 20)
                .hits()
                .stream()
                .map(LuceneIndex.Hit::id)
                .sorted()
                .toList();
    }

    @Test
    public void wordsInTheMiddleOfASentence() {
        assertEquals(List.of(1L), find("预约", "public"));
        assertEquals(List.of(1L), find("提前三天", "public"));
        assertEquals(List.of(2L), find("更换", "public"));
        assertEquals(List.of(2L), find("梯", "public"));
        assertEquals(List.of(2L), find("bearing", "public"));
        assertEquals(List.of(2L), find("ＢＥＡＲＩＮＧ　电梯", "public"));
        assertEquals("characters that are not neighbours are no word", List.of(), find("预票", "public"));
        assertEquals(List.of(), find("预约 电梯", "public"));
    }

    @Test
    public void moreOfTheSameIsFoundByItsOwnWords() throws IOException {
        index.put(
                "forum.reply", new Document(7, "3号楼电梯半夜有响声", "师傅说备件要等半个月", "/", "", 5, "public", Instant.EPOCH, true));
        index.refresh();
        assertEquals(List.of(7L), replies("备件"));
        assertEquals("with a word of the title", List.of(7L), replies("电梯 备件"));
        assertEquals("the title is the topic's", List.of(), replies("电梯"));
        assertEquals(List.of(), replies("电梯 响声"));
        assertEquals(List.of(2L), find("电梯 响声", "public"));
        assertEquals(List.of(2L), find("响声 导靴", "public"));
    }

    private List<Long> replies(String typed) {
        var question = new Question(Question.parts(typed), Set.of("forum.reply"), Set.of("public"), 0);
        return index.search(question, null, 20).hits().stream()
                .map(LuceneIndex.Hit::id)
                .toList();
    }

    @Test
    public void nobodyFindsWhatIsNotTheirs() {
        assertEquals(List.of(2L), find("电梯", "public"));
        assertEquals(List.of(2L, 4L), find("电梯", "public", "members"));
        assertEquals(List.of(2L, 3L, 4L), find("电梯", "public", "members", "community:5"));
        assertEquals(List.of(2L, 4L), find("电梯", "public", "members", "community:6"));
        var hits = index.search(new Question(List.of("电梯"), Set.of("forum.topic"), Set.of("public"), 0), null, 20);
        assertEquals("the total tells nothing either", 1, hits.total());
    }

    @Test
    public void snippetsShowWhatWasFound() {
        List<Snippet.Part> parts = Snippet.of("恭王府的票要提前三天在网上预约，现场不卖", List.of("预约"));
        assertEquals(
                "预约",
                parts.stream()
                        .filter(Snippet.Part::hit)
                        .findFirst()
                        .orElseThrow()
                        .text());
    }

    @Test
    public void whatIsTypedIsNeverSyntax() throws IOException {
        String all = Files.readString(Path.of("src/test/resources/blns.json"), StandardCharsets.UTF_8);
        Matcher strings = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(all);
        int count = 0;
        while (strings.find()) {
            find(strings.group(1), "public");
            count++;
        }
        assertTrue(count > 500);
        find("预约 AND (", "public");
        index.search(new Question(List.of("电梯"), Set.of("forum.topic"), Set.of("public"), 0), "x_y", 20);
    }

    @Test
    public void pagesGoOnAndChangesReplace() throws IOException {
        for (int i = 10; i < 40; i++) {
            put(i, "公告 " + i, "停水通知", 0, "public");
        }
        index.refresh();
        Question question = new Question(List.of("停水"), Set.of("forum.topic"), Set.of("public"), 0);
        var first = index.search(question, null, 20);
        var second = index.search(question, first.hits().get(19).cursor(), 20);
        assertEquals(30, first.total());
        assertEquals(10, second.hits().size());
        put(10, "公告 10", "来水了", 0, "public");
        index.remove("forum.topic", 11);
        index.refresh();
        assertEquals(28, index.search(question, null, 20).total());
    }
}
