package io.matchlock.bench.compare;

import io.matchlock.bench.engine.BookSize;
import io.matchlock.bench.engine.EncodedBook;
import io.matchlock.bench.engine.EngineBook;
import io.matchlock.bench.match.Answers;
import io.matchlock.bench.timing.Fork;
import java.io.IOException;

/** A process that measures the production engine. */
public final class EngineFork {
    /** The engine told to a listener that only folds what it hears. */
    static final String ENGINE = "matchlock";
    /** The same with all reports encoded as the matcher does it. */
    static final String ENCODED = "matchlock-encoded";

    private EngineFork() {}

    /**
     * Runs it.
     *
     * @param args flow, passes, passes to warm up, {@link #ENGINE} or {@link #ENCODED}
     * @throws IOException never, for no file is written
     */
    public static void main(final String[] args) throws IOException {
        final boolean isEncoded = ENCODED.equals(args[3]);
        final Fork fork = Fork.open(args[3], args);
        final Answers answers = Answers.of(fork.flow(), fork.scan(), null, null);
        final BookSize size = answers.size();
        fork.measure(
                answers.trades(),
                answers.tradesSha256(),
                () -> isEncoded
                        ? new EncodedBook(fork.flow(), fork.scan(), size)
                        : new EngineBook(fork.flow(), fork.scan(), size));
    }
}
