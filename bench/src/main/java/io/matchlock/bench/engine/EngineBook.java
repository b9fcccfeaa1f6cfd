package io.matchlock.bench.engine;

import io.matchlock.bench.flow.FlowFile;
import io.matchlock.bench.flow.FlowScan;
import io.matchlock.bench.timing.Book;

/** The production engine with all its checks, told to a listener that only folds what it hears. */
public final class EngineBook implements Book {
    private final ChecksumListener listener = new ChecksumListener();
    private final FlowEngine engine;

    /** Empty books. */
    public EngineBook(final FlowFile flow, final FlowScan scan, final BookSize size) {
        engine = new FlowEngine(flow, scan, size, listener);
    }

    @Override
    public void apply(final int from, final int to) {
        engine.apply(from, to);
    }

    @Override
    public long checksum() {
        return listener.checksum();
    }
}
