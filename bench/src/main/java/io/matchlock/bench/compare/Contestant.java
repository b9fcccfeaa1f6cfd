package io.matchlock.bench.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/**
 * One engine and the process that measures it.
 *
 * @param name as its figures have it
 * @param classPath of its own
 * @param mainClass of its process
 */
record Contestant(String name, String classPath, String mainClass) {
    /** What the ratios refer to. */
    static final String BASELINE = "exchange-core-direct";

    private static final String PEERS = "io.matchlock.bench.peers.";

    /** All of them, ours first; the others' books are built if they are not there. */
    static List<Contestant> all(final PeerBuild build, final PrintWriter out) throws IOException {
        build.ensure(out);
        return List.of(
                ours(EngineFork.ENGINE),
                ours(EngineFork.ENCODED),
                new Contestant(BASELINE, build.classPath("exchange-core"), PEERS + "exchangecore.DirectBookFork"),
                new Contestant("parity", build.classPath("parity"), PEERS + "parity.ParityFork"));
    }

    /** Our engine in one of its variants. */
    static Contestant ours(final String name) {
        return new Contestant(name, System.getProperty("java.class.path"), EngineFork.class.getName());
    }
}
