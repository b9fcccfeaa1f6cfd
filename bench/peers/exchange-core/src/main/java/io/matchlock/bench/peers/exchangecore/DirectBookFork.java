package io.matchlock.bench.peers.exchangecore;

import io.matchlock.bench.timing.Fork;
import java.io.IOException;

/** A process that measures exchange-core's direct book. */
public final class DirectBookFork {
    private DirectBookFork() {}

    /**
     * Runs it.
     *
     * @param args flow, passes, passes to warm up
     * @throws IOException never, for no file is written
     */
    public static void main(final String[] args) throws IOException {
        Fork.open("exchange-core-direct", args).measure(DirectBook::new);
    }
}
