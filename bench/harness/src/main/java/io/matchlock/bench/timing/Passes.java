package io.matchlock.bench.timing;

import com.sun.management.ThreadMXBean;
import io.matchlock.bench.flow.Book;
import io.matchlock.bench.flow.FlowFile;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * A flow run from end to end several times, each on fresh books; the records that build the book are not timed.
 *
 * @param nsPerCommand of each pass after the warm-up, ascending
 * @param cpuNsPerCommand the thread's CPU time, likewise: other work on the machine shows less, and neither does the collector
 * @param bytesPerCommand allocated on the heap by the thread, in the last pass
 * @param checksum what the books told
 */
public record Passes(List<Double> nsPerCommand, List<Double> cpuNsPerCommand, double bytesPerCommand, long checksum) {
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
        double bytes = 0;
        long checksum = 0;
        for (int pass = -warmUps; pass < count; pass++) {
            System.gc(); // what came before is not this pass's to clean up
            final Book book = books.get();
            book.apply(0, flow.prefill());
            final long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
            final long cpuStartNs = THREADS.getCurrentThreadCpuTime();
            final long startNs = System.nanoTime();
            book.apply(flow.prefill(), flow.count());
            final long tookNs = System.nanoTime() - startNs;
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
        return new Passes(nsPerCommand, cpuNsPerCommand, bytes / commands, checksum);
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
