package org.wanrenhui.portal.search.internal.index;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.QueryBuilder;

/**
 * What somebody looks for and what they may find.
 *
 * @param parts       words as typed, at most eight
 * @param sources     names of the sources to look in
 * @param audiences   values of the audience field that the reader belongs to
 * @param communityId community to look in; 0 for all
 */
record Question(List<String> parts, Set<String> sources, Set<String> audiences, long communityId) {

    /** Longest query looked at, in code points. */
    static final int MAX = 100;

    /** Field of titles that make no hit alone. */
    static final String HEADING = "heading";

    private static final float TITLE = 3;
    private static final QueryBuilder WORDS = new QueryBuilder(ChineseAnalyzer.forQuery());

    /** Splits what was typed. Nothing that is typed is syntax. */
    static List<String> parts(String typed) {
        String text = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        if (text.codePointCount(0, text.length()) > MAX) {
            text = text.substring(0, text.offsetByCodePoints(0, MAX));
        }
        return Arrays.stream(text.split("\\s+"))
                .filter(part -> part.codePoints().anyMatch(Character::isLetterOrDigit))
                .map(part -> part.toLowerCase(Locale.ROOT))
                .distinct()
                .limit(8)
                .toList();
    }

    /** Null when there is nothing to look for. */
    Query query() {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        List<Query> found = new ArrayList<>();
        BooleanQuery.Builder headings = new BooleanQuery.Builder();
        for (String part : parts) {
            Query title = WORDS.createPhraseQuery("title", part);
            Query text = WORDS.createPhraseQuery("text", part);
            if (title != null && text != null) {
                BooleanQuery.Builder somewhere = new BooleanQuery.Builder()
                        .add(new BoostQuery(title, TITLE), Occur.SHOULD)
                        .add(text, Occur.SHOULD);
                if (parts.size() > 1) {
                    Query heading = WORDS.createPhraseQuery(HEADING, part);
                    somewhere.add(heading, Occur.SHOULD);
                    headings.add(heading, Occur.MUST);
                }
                found.add(somewhere.build());
            }
        }
        if (found.isEmpty()) {
            return null;
        }
        found.forEach(query -> all.add(query, Occur.MUST));
        if (parts.size() > 1) {
            all.add(headings.build(), Occur.MUST_NOT);
        }
        all.add(in("source", sources), Occur.FILTER);
        all.add(in("audience", audiences), Occur.FILTER);
        if (communityId != 0) {
            all.add(new TermQuery(new Term("community", Long.toString(communityId))), Occur.FILTER);
        }
        return all.build();
    }

    private static Query in(String field, Collection<String> values) {
        return new TermInSetQuery(field, values.stream().map(BytesRef::new).toList());
    }
}
