package org.wanrenhui.portal.search.internal.index;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.NIOFSDirectory;
import org.wanrenhui.portal.api.spi.SearchSource;

/**
 * The index of one node: a cache that can be thrown away. A file beside it says that it is in use; when it is found at
 * start, the last run was cut short and everything has to be read again (in place, while the old is being searched).
 * Thread-safe.
 */
public final class LuceneIndex implements Closeable {

    /** Another name with every change of what is stored, so that an older index is read anew instead of misread. */
    private static final String NAME = "index-3";

    private static final int TOTAL_EXACT = 1_000;
    private static final double RAM_BUFFER_MB = 12;

    /** A hit. {@code cursor} goes on after it. */
    public record Hit(
            String source,
            long id,
            String title,
            List<Snippet.Part> titleParts,
            List<Snippet.Part> snippet,
            String href,
            String meta,
            Instant at,
            String cursor,
            SearchSource.Document document) {}

    /** Hits and how many there are; {@code exact} up to a thousand. */
    public record Hits(List<Hit> hits, long total, boolean exact) {}

    private final Path marker;
    private final boolean clean;
    private final NIOFSDirectory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final Map<String, String> progress = new HashMap<>();

    public LuceneIndex(Path folder) throws IOException {
        Files.createDirectories(folder);
        marker = folder.resolve("in-use");
        clean = !Files.exists(marker);
        Files.writeString(marker, Instant.now().toString());
        // Read through the file system cache: mapped files would count as the process's own memory.
        directory = new NIOFSDirectory(folder.resolve(NAME));
        IndexWriterConfig config = new IndexWriterConfig(ChineseAnalyzer.forIndex());
        config.setRAMBufferSizeMB(RAM_BUFFER_MB);
        config.setCommitOnClose(true);
        writer = new IndexWriter(directory, config);
        if (clean && writer.getLiveCommitData() != null) {
            writer.getLiveCommitData().forEach(entry -> progress.put(entry.getKey(), entry.getValue()));
        }
        searchers = new SearcherManager(writer, null);
    }

    /** How far a source has been read: -1 when all of it. */
    synchronized long readTo(String source) {
        return Long.parseLong(progress.getOrDefault(source, "0"));
    }

    synchronized void readTo(String source, long id) {
        progress.put(source, Long.toString(id));
    }

    void put(String source, SearchSource.Document document) throws IOException {
        String uid = source + ":" + document.id();
        Document doc = new Document();
        doc.add(new StringField("uid", uid, Field.Store.YES));
        doc.add(new StringField("source", source, Field.Store.YES));
        doc.add(new StringField(
                "audience",
                document.audience().equals("community") ? "community:" + document.communityId() : document.audience(),
                Field.Store.YES));
        doc.add(new StringField("community", Long.toString(document.communityId()), Field.Store.YES));
        doc.add(new TextField(document.more() ? Question.HEADING : "title", document.title(), Field.Store.YES));
        doc.add(new TextField("text", document.text(), Field.Store.YES));
        doc.add(new StoredField("href", document.href()));
        doc.add(new StoredField("meta", document.meta()));
        doc.add(new StoredField("at", document.at().toEpochMilli()));
        writer.updateDocument(new Term("uid", uid), doc);
    }

    void remove(String source, long id) throws IOException {
        writer.deleteDocuments(new Term("uid", source + ":" + id));
    }

    /** Makes what was written visible. */
    void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    synchronized void commit() throws IOException {
        writer.setLiveCommitData(Map.copyOf(progress).entrySet());
        if (writer.hasUncommittedChanges()) {
            writer.commit();
        }
    }

    /** Documents in the index. */
    public long size() {
        return writer.getDocStats().numDocs;
    }

    /** Forgets everything that was read; sources are read again from the beginning. */
    synchronized void forget() {
        progress.clear();
    }

    Hits search(Question question, String after, int limit) {
        Query query = question.query();
        if (query == null || question.sources().isEmpty()) {
            return new Hits(List.of(), 0, true);
        }
        IndexSearcher searcher = null;
        try {
            searcher = searchers.acquire();
            ScoreDoc last = cursor(after, searcher.getIndexReader().maxDoc());
            TopDocs top = searcher.search(query, new TopScoreDocCollectorManager(limit, last, TOTAL_EXACT));
            List<Hit> hits = new ArrayList<>(top.scoreDocs.length);
            for (ScoreDoc found : top.scoreDocs) {
                hits.add(hit(searcher.storedFields().document(found.doc), question, found));
            }
            return new Hits(
                    hits,
                    top.totalHits.value,
                    top.totalHits.relation == org.apache.lucene.search.TotalHits.Relation.EQUAL_TO);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            release(searcher);
        }
    }

    private static Hit hit(Document doc, Question question, ScoreDoc found) {
        String uid = doc.get("uid");
        String audience = doc.get("audience");
        boolean more = doc.get("title") == null;
        SearchSource.Document document = new SearchSource.Document(
                Long.parseLong(uid.substring(uid.lastIndexOf(':') + 1)),
                doc.get(more ? Question.HEADING : "title"),
                doc.get("text"),
                doc.get("href"),
                doc.get("meta"),
                Long.parseLong(doc.get("community")),
                audience.startsWith("community:") ? "community" : audience,
                Instant.ofEpochMilli(doc.getField("at").numericValue().longValue()),
                more);
        return new Hit(
                doc.get("source"),
                document.id(),
                document.title(),
                Snippet.whole(document.title(), question.parts()),
                Snippet.of(document.text(), question.parts()),
                document.href(),
                document.meta(),
                document.at(),
                Float.floatToIntBits(found.score) + "_" + found.doc,
                document);
    }

    private static ScoreDoc cursor(String after, int maxDoc) {
        if (after == null || after.isBlank()) {
            return null;
        }
        int separator = after.indexOf('_');
        try {
            int doc = Integer.parseInt(after.substring(separator + 1));
            float score = Float.intBitsToFloat(Integer.parseInt(after.substring(0, separator)));
            return doc < 0 || doc >= maxDoc || Float.isNaN(score) ? null : new ScoreDoc(doc, score);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    private void release(IndexSearcher searcher) {
        if (searcher != null) {
            try {
                searchers.release(searcher);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        commit();
        searchers.close();
        writer.close();
        directory.close();
        Files.deleteIfExists(marker);
    }
}
