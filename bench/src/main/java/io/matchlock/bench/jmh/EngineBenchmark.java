package io.matchlock.bench.jmh;

import io.matchlock.bench.engine.ChecksumListener;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The production engine by kinds of messages, all checks on, on one thread: session, sequence, rules, risk and reports to a
 * listener that sums them up. Each benchmark leaves as many orders in the book as there were, so that it can go on for ever.
 */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EngineBenchmark {
    /** Orders that rest, half of them buys, at random on 500 levels of each side. */
    @Param({"1000", "5000", "1000000"})
    public int resting;

    private final ChecksumListener listener = new ChecksumListener();
    private RestingBook book;

    /** For JMH. */
    public EngineBenchmark() {}

    /** Fills the book. */
    @Setup
    public void fill() {
        book = new RestingBook(resting, listener);
    }

    /**
     * Two messages: a random order is cancelled, one like it enters at a random level. A message's time is the score. All benchmarks
     * return what depends on every report so far.
     */
    @Benchmark
    @OperationsPerInvocation(2)
    public long cancelAndNew() {
        final int order = book.random(resting);
        book.cancel(order);
        book.enter(order);
        return listener.checksum();
    }

    /** A random order goes to a random level of its side. */
    @Benchmark
    public long replace() {
        book.move(book.random(resting));
        return listener.checksum();
    }

    /** Two messages: an order improves the market, and an IOC order takes all of it. A message's time is the score. */
    @Benchmark
    @OperationsPerInvocation(2)
    public long trade() {
        book.improve();
        book.take();
        return listener.checksum();
    }

    /** An order for an instrument that is not there. */
    @Benchmark
    public long reject() {
        book.enterUnknown();
        return listener.checksum();
    }
}
