package io.matchlock.bench.timing;

/** One flow's commands on the fresh books of one engine. One thread owns it. */
public interface Book {
    /** Applies the records from {@code from} to {@code to}, the latter excluded; they follow those applied before. */
    void apply(int from, int to);

    /** Depends on all that was told so far, so that no compiler leaves any of it out. */
    long checksum();
}
