package io.matchlock.bench;

import com.sun.management.ThreadMXBean;
import io.matchlock.bench.engine.BookSize;
import io.matchlock.bench.engine.ChecksumListener;
import io.matchlock.bench.engine.FlowEngine;
import io.matchlock.bench.flow.FlowFile;
import io.matchlock.bench.flow.FlowScan;
import io.matchlock.bench.match.Answers;
import io.matchlock.matcher.engine.Engine;
import io.matchlock.matcher.engine.EngineListener;
import io.matchlock.matcher.events.EntryWriter;
import io.matchlock.matcher.events.EventsEncoder;
import io.matchlock.matcher.events.PartSink;
import io.matchlock.matcher.health.MatcherCounters;
import io.matchlock.matcher.process.EntryProcessor;
import io.matchlock.protocol.log.EntryId;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * The matcher's turn on one core: an orders entry is checked and decoded, its messages matched, their reports encoded, the
 * parts written to a ring, and the ring emptied. Each step is timed by leaving the later ones out; the entries that build the
 * book are not timed; each pass has an engine of its own. CPU time of the thread, so that other work on the machine shows less.
 *
 * <pre>
 *   MatcherTurnBench FLOW [messages a batch, default 100] [passes, default 9] [warm-up passes, default 4]
 * </pre>
 */
public final class MatcherTurnBench {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int PART_LENGTH = 1_376;
    private static final int RING_BYTES = 1 << 22;
    private static final int DRAIN = Integer.MAX_VALUE;

    private final FlowFile flow;
    private final FlowLog log;
    private final FlowScan scan;
    private final BookSize size;
    private final OneToOneRingBuffer ring = new OneToOneRingBuffer(
            new UnsafeBuffer(ByteBuffer.allocateDirect(RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH)));
    private long parts;
    private long partBytes;
    private long setUpBytes;

    /** How far a turn goes. */
    private enum Depth {
        CHECK,
        MATCH,
        ENCODE,
        RING
    }

    private MatcherTurnBench(final FlowFile flow, final FlowScan scan, final int messages) throws IOException {
        this.flow = flow;
        this.scan = scan;
        this.size = Answers.of(flow, scan, null, null).size();
        this.log = new FlowLog(flow, scan, size, messages);
    }

    public static void main(final String[] args) throws IOException {
        if (args.length == 0) {
            System.err.println("usage: MatcherTurnBench FLOW [messages a batch] [passes] [warm-up passes]");
            System.exit(2);
        }
        final int messages = number(args, 1, 100);
        final Path path = Path.of(args[0]);
        final FlowFile flow = FlowFile.open(path);
        final MatcherTurnBench bench = new MatcherTurnBench(flow, FlowScan.of(path, flow), messages);
        bench.run(messages, number(args, 2, 9), number(args, 3, 4));
    }

    private void run(final int messages, final int passes, final int warmUps) {
        final double[][] nsByDepth = new double[Depth.values().length][passes];
        double bytes = 0;
        for (int pass = -warmUps; pass < passes; pass++) {
            int row = 0;
            for (final Depth depth : Depth.values()) {
                final long before = THREADS.getCurrentThreadAllocatedBytes();
                final double ns = pass(depth);
                bytes = THREADS.getCurrentThreadAllocatedBytes() - before - setUpBytes;
                if (pass >= 0) {
                    nsByDepth[row][pass] = ns;
                }
                row++;
            }
        }
        print(messages, nsByDepth, bytes / timedMessages());
    }

    private double pass(final Depth depth) {
        final long before = THREADS.getCurrentThreadAllocatedBytes();
        parts = 0;
        partBytes = 0;
        final Turn turn = new Turn(depth);
        for (int i = 0; i < log.prefill(); i++) {
            turn.apply(i);
        }
        setUpBytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        final long startNs = THREADS.getCurrentThreadCpuTime();
        for (int i = log.prefill(); i < log.count(); i++) {
            turn.apply(i);
        }
        return (double) (THREADS.getCurrentThreadCpuTime() - startNs) / timedMessages();
    }

    private int timedMessages() {
        return flow.count() - flow.prefill();
    }

    private void print(final int messages, final double[][] nsByDepth, final double bytesAllocated) {
        System.out.printf(
                Locale.ROOT,
                "%,d messages in batches of %d on %,d resting: %,d parts, %,d bytes; %.3f bytes allocated a message%n",
                timedMessages(),
                messages,
                flow.prefill(),
                parts,
                partBytes,
                bytesAllocated);
        final String[] names = {"copy, CRC", "decode, match", "encode, CRC", "ring"};
        double before = 0;
        for (int row = 0; row < names.length; row++) {
            Arrays.sort(nsByDepth[row]);
            final double median = nsByDepth[row][nsByDepth[row].length / 2];
            System.out.printf(
                    Locale.ROOT,
                    "%-14s %7.1f ns  (so far min %.1f, median %.1f, max %.1f)%n",
                    names[row],
                    median - before,
                    nsByDepth[row][0],
                    median,
                    nsByDepth[row][nsByDepth[row].length - 1]);
            before = median;
        }
        System.out.printf(Locale.ROOT, "%,.0f orders/s of one core's time%n", 1e9 / before);
    }

    private static int number(final String[] args, final int index, final int otherwise) {
        return args.length > index ? Integer.parseInt(args[index]) : otherwise;
    }

    /** The matcher's parts without its threads, cut off at a depth. */
    private final class Turn {
        private final Depth depth;
        private final EntryProcessor processor;
        private long id = EntryId.GENESIS;

        private Turn(final Depth depth) {
            this.depth = depth;
            final PartSink sink = depth == Depth.RING ? this::toRing : (buffer, offset, length) -> {};
            final EntryWriter writer = new EntryWriter(PART_LENGTH, sink, System::nanoTime);
            final EngineListener listener = depth == Depth.MATCH ? new ChecksumListener() : new EventsEncoder(writer);
            final Engine engine = FlowEngine.engine(scan, size, listener);
            processor = new EntryProcessor(engine, writer, 1, 0, new MatcherCounters());
        }

        private void apply(final int index) {
            final UnsafeBuffer entry = log.entry(index);
            final String fault = processor.take(entry, 0, entry.capacity());
            if (fault != null) {
                throw new IllegalStateException(fault);
            }
            if (depth != Depth.CHECK) {
                processor.apply(++id);
            }
            if (depth == Depth.RING) {
                ring.read((type, buffer, offset, length) -> partBytes += length, DRAIN);
            }
        }

        private void toRing(final DirectBuffer buffer, final int offset, final int length) {
            if (!ring.write(1, buffer, offset, length)) {
                throw new IllegalStateException("an entry's events exceed the ring of " + RING_BYTES + " bytes");
            }
            parts++;
        }
    }
}
