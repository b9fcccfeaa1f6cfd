package io.matchlock.bench.timing;

import io.matchlock.bench.flow.FlowException;
import io.matchlock.bench.flow.FlowFile;
import io.matchlock.bench.flow.FlowScan;
import io.matchlock.bench.trades.TradeRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A process of its own that measures one engine on one flow and prints its figures as one line. */
public final class Fork {
    private static final int STARTUP_FAILED = 3;

    private final String engine;
    private final FlowFile flow;
    private final FlowScan scan;
    private final int passes;
    private final int warmUps;

    private Fork(final String engine, final FlowFile flow, final FlowScan scan, final int passes, final int warmUps) {
        this.engine = engine;
        this.flow = flow;
        this.scan = scan;
        this.passes = passes;
        this.warmUps = warmUps;
    }

    /**
     * Reads the flow, or ends the process with a sentence.
     *
     * @param engine name for the figures, without spaces
     * @param args flow, passes, passes to warm up
     */
    public static Fork open(final String engine, final String[] args) {
        try {
            final Path path = Path.of(args[0]);
            final FlowFile flow = FlowFile.open(path);
            return new Fork(
                    engine, flow, FlowScan.of(path, flow), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        } catch (final FlowException e) {
            System.err.println(e.getMessage());
            System.exit(STARTUP_FAILED);
            throw new IllegalStateException(e);
        }
    }

    /** The flow. */
    public FlowFile flow() {
        return flow;
    }

    /** What its records hold. */
    public FlowScan scan() {
        return scan;
    }

    /** Runs the flow once for its trades, then measures; for an engine whose books need to know no more than the flow. */
    public void measure(final BookMaker books) throws IOException {
        try (TradeRecords trades = TradeRecords.open(null)) {
            books.make(flow, scan, trades).apply(0, flow.count());
            measure(trades.count(), trades.sha256(), () -> new ToldBook(flow, scan, books));
        }
    }

    /** Measures an engine whose trades are known. */
    public void measure(final long trades, final String tradesSha256, final Supplier<Book> books) {
        final Passes timed = Passes.run(flow, books, passes, warmUps);
        final SingleCommands single = SingleCommands.measure(flow, books);
        System.out.println(new ForkFigures(
                        engine,
                        timed.nsPerCommand(),
                        timed.floorNs(),
                        timed.bytesPerCommand(),
                        trades,
                        tradesSha256,
                        SingleCommands.percentiles(single.commands()),
                        SingleCommands.percentiles(single.nothing()))
                .line());
    }
}
