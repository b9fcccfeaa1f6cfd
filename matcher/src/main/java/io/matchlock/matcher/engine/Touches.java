package io.matchlock.matcher.engine;

/** How much work the record at hand may still do, in touched orders. No part of the state: each record begins anew. */
final class Touches {
    private final int max;
    private int left;

    Touches(final int max) {
        this.max = max;
    }

    void refill() {
        left = max;
    }

    /** How many are left, for {@link #left(int)} to set after a record that had all of them. */
    int left() {
        return left;
    }

    /** Takes what was used since a {@link #refill} off an earlier number of those left. */
    void left(final int before) {
        left = Math.max(0, before - (max - left));
    }

    /** Takes one, if there is one. */
    boolean take() {
        return left-- > 0;
    }
}
