package io.matchlock.bench;

import com.sun.management.ThreadMXBean;
import io.matchlock.bench.MatcherTurn.Depth;
import io.matchlock.bench.engine.BookSize;
import io.matchlock.bench.engine.FlowEngine;
import io.matchlock.bench.flow.FlowFile;
import io.matchlock.bench.flow.FlowScan;
import io.matchlock.bench.match.Answers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * The matcher's turn on one core: an orders entry is checked and decoded, its messages matched, their reports encoded, the
 * parts offered to Aeron and written to a ring. Each depth leaves the later steps out and is run by itself, the deepest last;
 * each pass has an engine of its own. Not timed are the entries that build the book, and between entries what other threads
 * do: emptying the ring, Aeron's driver and reader.
 *
 * <pre>
 *   MatcherTurnBench FLOW [messages a batch, default 100] [passes, default 9] [warm-up passes, default 4] [depth, default all]
 * </pre>
 *
 * Beside the passes' times stands their floor: the sum of each entry's best time, which a neighbour on the machine disturbs least.
 * One depth alone tells how it runs in a matcher, whose JIT compiler has not seen another listener.
 */
public final class MatcherTurnBench {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int RING_BYTES = 1 << 22;
    private static final int HUGE_PAGE_BYTES = 1 << 21; // the journal's ring lies like this

    private final FlowFile flow;
    private final FlowLog log;
    private final FlowScan scan;
    private final BookSize size;
    private final OneToOneRingBuffer ring = new OneToOneRingBuffer(new UnsafeBuffer(
            BufferUtil.allocateDirectAligned(RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH, HUGE_PAGE_BYTES)));
    private final long[] bestNs;
    private long allocatedBytes;
    private long readBytes;

    private MatcherTurnBench(final FlowFile flow, final FlowScan scan, final int messages) throws IOException {
        this.flow = flow;
        this.scan = scan;
        this.size = Answers.of(flow, scan, null, null).size();
        this.log = new FlowLog(flow, scan, messages);
        this.bestNs = new long[log.count()];
    }

    public static void main(final String[] args) throws IOException {
        if (args.length == 0) {
            System.err.println("usage: MatcherTurnBench FLOW [messages a batch] [passes] [warm-up passes] [depth]");
            System.exit(2);
        }
        final int messages = number(args, 1, 100);
        final Path path = Path.of(args[0]);
        final FlowFile flow = FlowFile.open(path);
        final MatcherTurnBench bench = new MatcherTurnBench(flow, FlowScan.of(path, flow), messages);
        System.out.printf(
                Locale.ROOT,
                "%,d messages in batches of %d on %,d resting; ns a message up to each step%n",
                bench.timedMessages(),
                messages,
                flow.prefill());
        for (final Depth depth : args.length > 4 ? new Depth[] {Depth.valueOf(args[4])} : Depth.values()) {
            bench.run(depth, number(args, 2, 9), number(args, 3, 4));
        }
    }

    private void run(final Depth depth, final int passes, final int warmUps) {
        try (AeronStep aeron = depth == Depth.AERON ? AeronStep.launch() : null) {
            for (int pass = 0; pass < warmUps; pass++) {
                pass(new MatcherTurn(depth, ring, aeron, listener -> FlowEngine.engine(scan, size, listener)));
            }
            Arrays.fill(bestNs, Long.MAX_VALUE);
            final double[] ns = new double[passes];
            for (int pass = 0; pass < passes; pass++) {
                final MatcherTurn turn =
                        new MatcherTurn(depth, ring, aeron, listener -> FlowEngine.engine(scan, size, listener));
                ns[pass] = (double) pass(turn) / timedMessages();
            }
            print(depth, ns);
            if (aeron != null) {
                System.out.println("  " + aeron.counts());
            }
        }
    }

    /** Returns the time that all entries took. */
    private long pass(final MatcherTurn turn) {
        for (int i = 0; i < log.prefill(); i++) {
            turn.apply(log.entry(i));
            turn.drain();
        }
        final long readBefore = turn.readBytes();
        final long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
        long totalNs = 0;
        for (int i = log.prefill(); i < log.count(); i++) {
            final long startNs = System.nanoTime();
            turn.apply(log.entry(i));
            final long entryNs = System.nanoTime() - startNs;
            totalNs += entryNs;
            bestNs[i] = Math.min(bestNs[i], entryNs);
            turn.drain();
        }
        allocatedBytes = THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
        readBytes = turn.readBytes() - readBefore;
        return totalNs;
    }

    private int timedMessages() {
        return flow.count() - flow.prefill();
    }

    private void print(final Depth depth, final double[] ns) {
        Arrays.sort(ns);
        final double median = ns[ns.length / 2];
        final double floor =
                (double) Arrays.stream(bestNs, log.prefill(), log.count()).sum() / timedMessages();
        System.out.printf(
                Locale.ROOT,
                "%-14s floor %6.1f  min %6.1f  median %6.1f  max %6.1f   %,.0f messages/s by the median, %.3f bytes allocated each, %.0f read from the ring%n",
                depth.title,
                floor,
                ns[0],
                median,
                ns[ns.length - 1],
                1e9 / median,
                (double) allocatedBytes / timedMessages(),
                (double) readBytes / timedMessages());
    }

    private static int number(final String[] args, final int index, final int otherwise) {
        return args.length > index ? Integer.parseInt(args[index]) : otherwise;
    }
}
