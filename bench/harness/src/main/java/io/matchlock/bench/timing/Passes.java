package io.matchlock.bench.timing;

import com.sun.management.ThreadMXBean;
import io.matchlock.bench.flow.FlowFile;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * A flow run from end to end several times, each on fresh books; the records that build the book are not timed.
 *
 * <p>The floor is what the flow would take if each stretch of it went as it did in the best of the passes. On a machine whose
 * speed changes with its neighbours it is far steadier than any pass. It leaves collections of garbage out, as far as they do
 * not come in the same stretch of every pass.
 *
 * @param nsPerCommand of each pass after the warm-up, ascending
 * @param cpuNsPerCommand the thread's CPU time, likewise: other work on the machine shows less, and neither does the collector
 * @param floorNs the sum of each stretch's best time, a command
 * @param bytesPerCommand allocated on the heap by the thread, in the last pass
 * @param checksum what the books told
 */
public record Passes(
        List<Double> nsPerCommand,
        List<Double> cpuNsPerCommand,
        double floorNs,
        double bytesPerCommand,
        long checksum) {
    private static final int STRETCH = 2_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * Runs passes.
     *
     * @param books gives fresh ones
     * @param count of passes that count, at least 1
     * @param warmUps passes before them
     * @throws IllegalStateException if two passes told different things
     */
    public static Passes run(final FlowFile flow, final Supplier<Book> books, final int count, final int warmUps) {
        final double commands = Math.max(1, flow.count() - flow.prefill());
        final List<Double> nsPerCommand = new ArrayList<>(count);
        final List<Double> cpuNsPerCommand = new ArrayList<>(count);
        final long[] best = new long[(flow.count() - flow.prefill() + STRETCH - 1) / STRETCH];
        Arrays.fill(best, Long.MAX_VALUE);
        double bytes = 0;
        long checksum = 0;
        for (int pass = -warmUps; pass < count; pass++) {
            System.gc(); // what came before is not this pass's to clean up
            final Book book = books.get();
            book.apply(0, flow.prefill());
            final long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
            final long cpuStartNs = THREADS.getCurrentThreadCpuTime();
            final long tookNs = apply(book, flow, pass < 0 ? new long[best.length] : best);
            final long cpuTookNs = THREADS.getCurrentThreadCpuTime() - cpuStartNs;
            bytes = THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
            checksum = same(pass == -warmUps ? book.checksum() : checksum, book.checksum());
            if (pass >= 0) {
                nsPerCommand.add(tookNs / commands);
                cpuNsPerCommand.add(cpuTookNs / commands);
            }
        }
        Collections.sort(nsPerCommand);
        Collections.sort(cpuNsPerCommand);
        return new Passes(
                nsPerCommand, cpuNsPerCommand, Arrays.stream(best).sum() / commands, bytes / commands, checksum);
    }

    /** Returns how long it took, and lowers what each stretch takes at best. */
    private static long apply(final Book book, final FlowFile flow, final long[] best) {
        final long startNs = System.nanoTime();
        long beganNs = startNs;
        for (int stretch = 0; stretch < best.length; stretch++) {
            final int from = flow.prefill() + stretch * STRETCH;
            book.apply(from, Math.min(flow.count(), from + STRETCH));
            final long nowNs = System.nanoTime();
            best[stretch] = Math.min(best[stretch], nowNs - beganNs);
            beganNs = nowNs;
        }
        return beganNs - startNs;
    }

    private static long same(final long before, final long now) {
        if (before != now) {
            throw new IllegalStateException("two passes over the same flow told different things");
        }
        return now;
    }

    /** The fastest pass. */
    public double minNs() {
        return nsPerCommand.get(0);
    }

    /** The pass in the middle. */
    public double medianNs() {
        return nsPerCommand.get(nsPerCommand.size() / 2);
    }

    /** CPU time of the pass in the middle. */
    public double medianCpuNs() {
        return cpuNsPerCommand.get(cpuNsPerCommand.size() / 2);
    }

    /** The slowest pass. */
    public double maxNs() {
        return nsPerCommand.get(nsPerCommand.size() - 1);
    }
}
