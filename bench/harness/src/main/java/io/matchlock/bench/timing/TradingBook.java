package io.matchlock.bench.timing;

/** Books of an engine that tell nothing but their trades. */
@FunctionalInterface
public interface TradingBook {
    /** Applies the records from {@code from} to {@code to}, the latter excluded; they follow those applied before. */
    void apply(int from, int to);
}
