package io.matchlock.bench.peers.parity;

import io.matchlock.bench.timing.Fork;
import java.io.IOException;

/** A process that measures parity's book. */
public final class ParityFork {
    private ParityFork() {}

    /**
     * Runs it.
     *
     * @param args flow, passes, passes to warm up
     * @throws IOException never, for no file is written
     */
    public static void main(final String[] args) throws IOException {
        Fork.open("parity", args).measure(ParityBook::new);
    }
}
