package org.wanrenhui.forum.internal.store;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.files.Files;
import org.wanrenhui.portal.api.files.StoredFile;
import org.wanrenhui.portal.api.web.Input;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Upload;

/** Files in posts: which ones a member has chosen, and which post each belongs to. */
@Component(service = Attachments.class)
public final class Attachments {

    /** Name as an owner of files. */
    public static final String OWNER = "forum.post";

    /** Files in a post at most. */
    public static final int MOST = 10;

    private static final int ALT = 200;

    private final Files files;
    private final Transactions transactions;

    @Activate
    public Attachments(@Reference Files files, @Reference Transactions transactions) {
        this.files = files;
        this.transactions = transactions;
    }

    /**
     * What a form or a program has chosen: uploaded files with what they show, and files that came with the form itself.
     *
     * @param ids     files, in the order in which they are to stand
     * @param alts    what each shows, in the same order; may be shorter
     * @param dropped files to leave out, which a form without script says this way
     * @param uploads files that came along
     */
    public record Choice(List<Long> ids, List<String> alts, Set<Long> dropped, List<Upload> uploads) {

        /** No files. */
        public static final Choice NONE = new Choice(List.of(), List.of(), Set.of(), List.of());

        /** From fields that may be missing. */
        public static Choice of(List<Long> ids, List<String> alts, List<Long> dropped, List<Upload> uploads) {
            List<Long> files = new ArrayList<>(ids == null ? List.of() : ids);
            files.removeIf(java.util.Objects::isNull);
            Set<Long> without = new HashSet<>(dropped == null ? List.of() : dropped);
            return new Choice(files, alts == null ? List.of() : alts, without, uploads);
        }

        private Map<Long, String> kept() {
            Map<Long, String> kept = new LinkedHashMap<>();
            for (int i = 0; i < ids.size(); i++) {
                if (!dropped.contains(ids.get(i))) {
                    kept.putIfAbsent(ids.get(i), i < alts.size() && alts.get(i) != null ? alts.get(i) : "");
                }
            }
            return kept;
        }
    }

    /**
     * The chosen files, with the uploads stored. Throws {@link Problem} naming the field {@code files} when one is not the
     * member's, is gone or stands in another post.
     *
     * @param before what the post has now; a moderator who edits may keep the author's files
     */
    public List<Attachment> take(Caller caller, Choice choice, List<Attachment> before) {
        Map<Long, String> kept = choice.kept();
        Input input = new Input();
        input.check(kept.size() + choice.uploads().size() <= MOST, "files", "forum.problem.attachments");
        Map<Long, String> alts = new HashMap<>();
        kept.forEach((id, alt) -> alts.put(id, input.line("alt", alt, 0, ALT)));
        input.verify();
        Map<Long, Attachment> own = new HashMap<>();
        before.forEach(attachment -> own.put(attachment.file(), attachment));
        Map<Long, StoredFile> found = files.find(kept.keySet());
        Set<Long> elsewhere = elsewhere(kept.keySet(), own.keySet());
        List<Attachment> taken = new ArrayList<>();
        for (long id : kept.keySet()) {
            StoredFile file = found.get(id);
            boolean allowed = file != null
                    && file.owner().equals(OWNER)
                    && (own.containsKey(id) || file.uploaderId() == caller.id() && !elsewhere.contains(id));
            if (!allowed) {
                throw Problem.invalid("files", "forum.problem.attachment-gone");
            }
            taken.add(Attachment.of(file, alts.get(id)));
        }
        choice.uploads().forEach(upload -> taken.add(Attachment.of(files.store(OWNER, caller, upload), "")));
        return taken;
    }

    /** What of the choice can be shown again in a form: a lenient {@link #take}, which stores the uploads too if it can. */
    public List<Attachment> keep(Caller caller, Choice choice, List<Attachment> before) {
        Map<Long, String> kept = choice.kept();
        Map<Long, StoredFile> found = files.find(kept.keySet());
        Set<Long> own = new HashSet<>();
        before.forEach(attachment -> own.add(attachment.file()));
        List<Attachment> shown = new ArrayList<>();
        kept.forEach((id, alt) -> Optional.ofNullable(found.get(id))
                .filter(file -> file.owner().equals(OWNER) && (own.contains(id) || file.uploaderId() == caller.id()))
                .filter(file -> shown.size() < MOST)
                .ifPresent(file -> shown.add(Attachment.of(file, clean(alt)))));
        return shown;
    }

    private static String clean(String alt) {
        Input input = new Input();
        String line = input.line("alt", alt, 0, ALT);
        return input.errors().isEmpty() ? line : "";
    }

    private Set<Long> elsewhere(Set<Long> ids, Set<Long> own) {
        Set<Long> others = new HashSet<>(ids);
        others.removeAll(own);
        return used(others);
    }

    /** Those of the files that stand in some post. */
    public Set<Long> used(Collection<Long> ids) {
        return ids.isEmpty()
                ? Set.of()
                : Set.copyOf(transactions.read(em -> em.createQuery(
                                "select a.fileId from AttachmentEntity a where a.fileId in :ids", Long.class)
                        .setParameter("ids", ids)
                        .getResultList()));
    }

    /** The post that a file stands in. */
    public Optional<Long> postOf(long file) {
        return transactions.read(
                em -> Optional.ofNullable(em.find(AttachmentEntity.class, file)).map(row -> row.postId));
    }

    /** Puts the files into the post; returns those that stood there before and no longer do. */
    static Set<Long> put(EntityManager em, PostEntity post, List<Attachment> attachments) {
        Set<Long> before = new HashSet<>();
        Attachment.decode(post.attachments).forEach(attachment -> before.add(attachment.file()));
        for (Attachment attachment : attachments) {
            if (!before.remove(attachment.file())) {
                AttachmentEntity row = new AttachmentEntity();
                row.fileId = attachment.file();
                row.postId = post.id;
                em.persist(row);
            }
        }
        before.forEach(gone -> em.createQuery("delete from AttachmentEntity a where a.fileId = :file")
                .setParameter("file", gone)
                .executeUpdate());
        post.attachments = Attachment.encode(attachments);
        return before;
    }

    /** Whether the failure is that another post has the file already: a violated key of the table (SQL state 23…). */
    static boolean taken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.sql.SQLException sql
                    && String.valueOf(sql.getSQLState()).startsWith("23")
                    && String.valueOf(sql.getMessage())
                            .toLowerCase(java.util.Locale.ROOT)
                            .contains("attachment")) {
                return true;
            }
        }
        return false;
    }

    /** Removes files that no post has any more. */
    void discard(Set<Long> ids) {
        if (!ids.isEmpty()) {
            files.discard(OWNER, ids);
        }
    }
}
