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

    boolean none() {
        return left <= 0;
    }

    /** Takes one, if there is one. */
    boolean take() {
        return left-- > 0;
    }
}
