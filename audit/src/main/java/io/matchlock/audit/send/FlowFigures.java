package io.matchlock.audit.send;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/** What a flow's sessions counted and measured, all together. One writing thread; progress may be read by others. */
public final class FlowFigures {
    private static final long MAX_LATENCY_NS = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    final Histogram acknowledgementNs = new Histogram(MAX_LATENCY_NS, DIGITS);
    final Histogram reportNs = new Histogram(MAX_LATENCY_NS, DIGITS);
    final LongAdder sent = new LongAdder();
    final LongAdder acknowledged = new LongAdder();
    final LongAdder executions = new LongAdder();
    final LongAdder rejected = new LongAdder();
    final LongAdder trades = new LongAdder();
    final LongAdder notApplied = new LongAdder();
    final LongAdder missed = new LongAdder();
    final LongAdder disconnects = new LongAdder();

    /** {@return messages handed to sessions} */
    public long sent() {
        return sent.sum();
    }

    /** {@return messages told to be durable} */
    public long acknowledged() {
        return acknowledged.sum();
    }

    /** {@return trades, each counted once, at its aggressor} */
    public long trades() {
        return trades.sum();
    }

    /** {@return reports that an order is new, replaced, cancelled or expired} */
    public long executions() {
        return executions.sum();
    }

    /** {@return reports that refuse an order or a message} */
    public long rejected() {
        return rejected.sum();
    }

    /** {@return messages told not to be applied} */
    public long notApplied() {
        return notApplied.sum();
    }

    /** {@return ns from when a message was due to its acknowledgement} */
    public Histogram acknowledgementTimes() {
        return acknowledgementNs;
    }

    /** {@return ns from when an order was due to its first report} */
    public Histogram reportTimes() {
        return reportNs;
    }

    /** {@return reports that sessions know to have missed} */
    public long missed() {
        return missed.sum();
    }

    /** {@return connections lost} */
    public long disconnects() {
        return disconnects.sum();
    }

    static void record(final Histogram histogram, final long latencyNs) {
        histogram.recordValue(Math.min(MAX_LATENCY_NS, Math.max(0, latencyNs)));
    }
}
