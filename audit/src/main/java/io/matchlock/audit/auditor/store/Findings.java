package io.matchlock.audit.auditor.store;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What an audit has found wrong: a count for each kind, and the first ones of each kind in words. One thread. */
public final class Findings {
    /** Kinds of what can be wrong. */
    public enum Kind {
        /** What should be there and isn't. */
        LOST,
        /** What is there more than once. */
        DUPLICATED,
        /** What came in another order than is promised. */
        REORDERED,
        /** What is there with other values. */
        DIFFERENT
    }

    private final Map<Kind, List<String>> sentences = new EnumMap<>(Kind.class);
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final int maxSentences;

    /**
     * Nothing is wrong yet.
     *
     * @param maxSentences of each kind that are kept
     */
    public Findings(final int maxSentences) {
        this.maxSentences = maxSentences;
        for (final Kind kind : Kind.values()) {
            sentences.put(kind, new ArrayList<>());
        }
    }

    /**
     * Something that should be there isn't.
     *
     * @param sentence that says what
     */
    public void lost(final String sentence) {
        add(Kind.LOST, sentence);
    }

    /**
     * Something is there more than once.
     *
     * @param sentence that says what
     */
    public void duplicated(final String sentence) {
        add(Kind.DUPLICATED, sentence);
    }

    /**
     * Something came in another order than is promised.
     *
     * @param sentence that says what
     */
    public void reordered(final String sentence) {
        add(Kind.REORDERED, sentence);
    }

    /**
     * Something has other values than it must have.
     *
     * @param sentence that says what
     */
    public void different(final String sentence) {
        add(Kind.DIFFERENT, sentence);
    }

    /**
     * Takes over what somebody else found.
     *
     * @param other findings
     */
    public void addAll(final Findings other) {
        for (final Kind kind : Kind.values()) {
            counts.merge(kind, other.count(kind), Long::sum);
            other.sentences.get(kind).forEach(sentence -> note(kind, sentence));
        }
    }

    /**
     * How many there are.
     *
     * @param kind of them
     * @return the number, in words or not
     */
    public long count(final Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** {@return the first of each kind, kind by kind} */
    public List<String> sentences() {
        return sentences.values().stream().flatMap(List::stream).toList();
    }

    private void add(final Kind kind, final String sentence) {
        counts.merge(kind, 1L, Long::sum);
        note(kind, sentence);
    }

    private void note(final Kind kind, final String sentence) {
        final List<String> known = sentences.get(kind);
        if (known.size() < maxSentences) {
            known.add(sentence);
        }
    }
}
