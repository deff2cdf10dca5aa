package org.wanrenhui.portal.search.internal.index;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/**
 * Every two neighbouring Chinese characters are a term, so any word of two or more is found wherever it stands, without a
 * dictionary. The index also has the single characters; a query has them only where a character stands alone.
 */
final class ChineseAnalyzer extends Analyzer {

    private static final int SCRIPTS =
            CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;

    private final boolean singles;

    private ChineseAnalyzer(boolean singles) {
        this.singles = singles;
    }

    static ChineseAnalyzer forIndex() {
        return new ChineseAnalyzer(true);
    }

    static ChineseAnalyzer forQuery() {
        return new ChineseAnalyzer(false);
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        StandardTokenizer words = new StandardTokenizer();
        TokenStream stream = new LowerCaseFilter(new CJKWidthFilter(words));
        return new TokenStreamComponents(words, new CJKBigramFilter(stream, SCRIPTS, singles));
    }

    @Override
    protected TokenStream normalize(String field, TokenStream in) {
        return new LowerCaseFilter(new CJKWidthFilter(in));
    }
}
