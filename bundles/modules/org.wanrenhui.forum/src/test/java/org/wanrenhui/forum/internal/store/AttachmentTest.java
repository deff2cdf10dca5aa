package org.wanrenhui.forum.internal.store;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.Scope;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.files.FileKind;
import org.wanrenhui.portal.api.files.Files;
import org.wanrenhui.portal.api.files.StoredFile;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Upload;

public class AttachmentTest {

    private static final String HASH = "0123456789abcdef0123456789abcdef";

    private static StoredFile picture(long id, String owner, long uploader) {
        return new StoredFile(
                id,
                owner,
                uploader,
                "电梯 \"1\".jpg",
                FileKind.PICTURE,
                "image/jpeg",
                9,
                640,
                427,
                List.of(320, 640),
                HASH,
                Instant.EPOCH);
    }

    private static StoredFile paper(long id) {
        return new StoredFile(
                id,
                Attachments.OWNER,
                1,
                "通知.pdf",
                FileKind.DOCUMENT,
                "application/pdf",
                12,
                0,
                0,
                List.of(),
                HASH,
                Instant.EPOCH);
    }

    @Test
    public void keptAsItWas() {
        List<Attachment> files =
                List.of(Attachment.of(picture(7, Attachments.OWNER, 1), "电梯门上的通知"), Attachment.of(paper(8), ""));
        assertEquals(files, Attachment.decode(Attachment.encode(files)));
        assertEquals(List.of(), Attachment.decode(""));
        assertEquals(List.of(), Attachment.decode(null));
    }

    @Test
    public void longestFitsTheColumn() {
        List<Attachment> files = new ArrayList<>();
        for (int i = 0; i < Attachments.MOST; i++) {
            files.add(new Attachment(
                    Long.MAX_VALUE,
                    "长".repeat(84),
                    true,
                    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
                    Long.MAX_VALUE,
                    30_000,
                    30_000,
                    List.of(320, 800, 1600),
                    HASH,
                    "字".repeat(200)));
        }
        assertTrue(Attachment.encode(files).length() <= 8_000);
    }

    @Test
    public void addressesAreSafe() {
        Attachment file = Attachment.of(picture(7, Attachments.OWNER, 1), "");
        assertEquals("/files/7/" + HASH + "/w320/%E7%94%B5%E6%A2%AF%20%221%22.jpg", file.preview());
        assertTrue(file.srcset().endsWith(" 640w"));
    }

    @Test
    public void onlyOnesOwnAndOnlyOnce() {
        Kept kept = new Kept();
        kept.files.put(1L, picture(1, Attachments.OWNER, 1));
        kept.files.put(2L, picture(2, Attachments.OWNER, 2));
        kept.files.put(3L, picture(3, "membership.verification", 1));
        Attachments attachments = new Attachments(kept, new NoRows());
        assertEquals(
                1, attachments.take(new Somebody(1), choice(1, 1), List.of()).size());
        for (long foreign : new long[] {2, 3, 4}) {
            Problem problem =
                    assertThrows(Problem.class, () -> attachments.take(new Somebody(1), choice(1, foreign), List.of()));
            assertTrue(problem.fields().containsKey("files"));
            assertEquals(
                    1,
                    attachments
                            .keep(new Somebody(1), choice(1, foreign), List.of())
                            .size());
        }
        // a moderator who edits keeps the author's files
        List<Attachment> before = List.of(Attachment.of(kept.files.get(2L), ""));
        assertEquals(1, attachments.take(new Somebody(1), choice(2), before).size());
        long[] many = new long[Attachments.MOST + 1];
        for (int i = 0; i < many.length; i++) {
            many[i] = i + 10;
        }
        assertThrows(Problem.class, () -> attachments.take(new Somebody(1), choice(many), List.of()));
    }

    @Test
    public void droppedWithoutScript() {
        Kept kept = new Kept();
        kept.files.put(1L, picture(1, Attachments.OWNER, 1));
        kept.files.put(5L, picture(5, Attachments.OWNER, 1));
        List<Attachment> taken = new Attachments(kept, new NoRows())
                .take(
                        new Somebody(1),
                        Attachments.Choice.of(List.of(1L, 5L), List.of("一", "五"), List.of(1L), List.of()),
                        List.of());
        assertEquals(List.of(5L), taken.stream().map(Attachment::file).toList());
        assertEquals("五", taken.get(0).alt());
    }

    private static Attachments.Choice choice(long... ids) {
        List<Long> list = new ArrayList<>();
        for (long id : ids) {
            list.add(id);
        }
        return Attachments.Choice.of(list, List.of(), List.of(), List.of());
    }

    /** Files in a map. */
    private static final class Kept implements Files {

        private final Map<Long, StoredFile> files = new HashMap<>();

        @Override
        public StoredFile store(String owner, Caller uploader, Upload upload) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<Long, StoredFile> find(Collection<Long> ids) {
            Map<Long, StoredFile> found = new HashMap<>(files);
            found.keySet().retainAll(ids);
            return found;
        }

        @Override
        public void discard(String owner, Collection<Long> ids) {
            files.keySet().removeAll(ids);
        }
    }

    /** No file stands in any post. */
    private static final class NoRows implements Transactions {

        @Override
        @SuppressWarnings("unchecked")
        public <T> T read(Work<T> work) {
            return (T) List.of();
        }

        @Override
        public <T> T write(Work<T> work) {
            throw new UnsupportedOperationException();
        }
    }

    private record Somebody(long id) implements Caller {

        @Override
        public String name() {
            return "somebody";
        }

        @Override
        public Map<Role, Set<Scope>> roles() {
            return Map.of();
        }

        @Override
        public Set<Long> communities() {
            return Set.of();
        }

        @Override
        public int trust() {
            return 2;
        }

        @Override
        public boolean may(String permission) {
            return true;
        }

        @Override
        public boolean may(String permission, Scope scope) {
            return true;
        }
    }
}
