package io.matchlock.gateway.session;

import java.util.Arrays;

/** Which client numbers have come, which are dead, and which is next. Pure. */
final class IncomingNumbers {
    /** The number is the next one. */
    static final int NEXT = 0;
    /** Numbers before it were skipped. */
    static final int AHEAD = 1;
    /** The number has come before, or was skipped. */
    static final int LOWER = 2;
    /** No number at all. */
    static final int INVALID = 3;

    /** The most numbers that one gap may skip. */
    static final long MAX_GAP = 0xFFFF_FFFEL;

    private static final int INITIAL_DEAD_RANGES = 4;
    private static final int MAX_DEAD_RANGES = 256;

    private final int maxGaps;
    private long[] deadFrom = new long[INITIAL_DEAD_RANGES];
    private long[] deadTo = new long[INITIAL_DEAD_RANGES];
    private int deadRanges;
    private int gaps;
    private long unknownTo;
    private long expected = 1;

    /**
     * Begins before the session is bound.
     *
     * @param maxGaps that a connection may have
     */
    IncomingNumbers(final int maxGaps) {
        this.maxGaps = maxGaps;
    }

    /** Goes on after the highest number applied. */
    void begin(final long lastApplied) {
        expected = lastApplied + 1;
    }

    /** Numbers from {@code from} on and below {@code to} were skipped before; of those below {@code unknown} no more is known. */
    void dead(final long from, final long to, final long unknown) {
        unknownTo = unknown;
        if (from > 0) {
            growIfFull();
            deadFrom[deadRanges] = from;
            deadTo[deadRanges++] = to;
        }
    }

    /** Whether a lower number that is not dead may have been skipped nevertheless. */
    boolean isUnknown(final long number) {
        return number < unknownTo;
    }

    /** {@return the next number} */
    long expected() {
        return expected;
    }

    int classify(final long number) {
        if (number == expected) {
            return NEXT;
        }
        if (number <= 0 || number - expected > MAX_GAP) {
            return INVALID;
        }
        return number > expected ? AHEAD : LOWER;
    }

    /** Takes the next number. */
    void take() {
        expected++;
    }

    /** Skips to a higher number because the client did; false if it has done so too often. */
    boolean skipTo(final long number) {
        return ++gaps <= maxGaps && kill(number);
    }

    /** Makes the next number dead because it was refused; false if there are too many of them to remember. */
    boolean refuse() {
        return kill(expected + 1);
    }

    boolean isDead(final long number) {
        for (int i = 0; i < deadRanges; i++) {
            if (number >= deadFrom[i] && number < deadTo[i]) {
                return true;
            }
        }
        return false;
    }

    private boolean kill(final long to) {
        if (deadRanges > 0 && deadTo[deadRanges - 1] == expected) {
            deadTo[deadRanges - 1] = to;
        } else if (deadRanges < MAX_DEAD_RANGES) {
            growIfFull();
            deadFrom[deadRanges] = expected;
            deadTo[deadRanges++] = to;
        } else {
            return false;
        }
        expected = to;
        return true;
    }

    private void growIfFull() {
        if (deadRanges == deadFrom.length) {
            deadFrom = Arrays.copyOf(deadFrom, 2 * deadRanges);
            deadTo = Arrays.copyOf(deadTo, 2 * deadRanges);
        }
    }
}
