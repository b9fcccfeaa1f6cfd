package io.matchlock.exchange.reconcile;

import java.util.ArrayList;
import java.util.List;

/** What differs: counted, and the first of them in words. One thread. */
final class Findings {
    private final List<String> sentences = new ArrayList<>();
    private final int maxSentences;
    private long lost;
    private long duplicated;
    private long different;

    Findings(final int maxSentences) {
        this.maxSentences = maxSentences;
    }

    void lost(final String sentence) {
        lost++;
        note(sentence);
    }

    void duplicated(final String sentence) {
        duplicated++;
        note(sentence);
    }

    void different(final String sentence) {
        different++;
        note(sentence);
    }

    long lost() {
        return lost;
    }

    long duplicated() {
        return duplicated;
    }

    long different() {
        return different;
    }

    List<String> sentences() {
        return sentences;
    }

    private void note(final String sentence) {
        if (sentences.size() < maxSentences) {
            sentences.add(sentence);
        }
    }
}
