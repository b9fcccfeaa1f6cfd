package io.matchlock.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Runs a flow through the production engine alone and prints nanoseconds a command and bytes allocated a command. The records
 * that build the book are not timed; each pass has an engine of its own.
 *
 * <pre>
 *   EngineBench FLOW [passes, default 9] [warm-up passes, default 4] [maxOrders] [maxLevels]
 * </pre>
 */
public final class EngineBench {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MIN_LEVELS = 1 << 16;

    private EngineBench() {}

    public static void main(final String[] args) throws IOException {
        if (args.length == 0) {
            System.err.println("usage: EngineBench FLOW [passes] [warm-up passes] [maxOrders] [maxLevels]");
            System.exit(2);
        }
        final FlowFile flow = FlowFile.read(Path.of(args[0]));
        final int passes = number(args, 1, 9);
        final int warmUps = number(args, 2, 4);
        final int maxOrders = number(args, 3, (int) flow.peakResting() + 1000);
        final int maxLevels = number(args, 4, MIN_LEVELS);
        final double[] nsPerCommand = new double[passes];
        final double[] cpuNsPerCommand = new double[passes];
        double bytesPerCommand = 0;
        for (int pass = -warmUps; pass < passes; pass++) {
            final FlowRun run = new FlowRun(flow, maxOrders, maxLevels);
            run.apply(0, flow.prefill());
            final int timed = flow.count() - flow.prefill();
            final long bytesBefore = allocatedBytes();
            final long cpuStartNs = cpuTimeNs();
            final long startNs = System.nanoTime();
            run.apply(flow.prefill(), flow.count());
            final long tookNs = System.nanoTime() - startNs;
            final long cpuTookNs = cpuTimeNs() - cpuStartNs;
            if (pass >= 0) {
                nsPerCommand[pass] = (double) tookNs / timed;
                cpuNsPerCommand[pass] = (double) cpuTookNs / timed;
                bytesPerCommand = (double) (allocatedBytes() - bytesBefore) / timed;
            }
            if (pass == passes - 1) {
                printRun(run);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%,d commands on %,d resting, %d passes, %.4f bytes allocated a command%n",
                flow.count() - flow.prefill(),
                flow.prefill(),
                passes,
                bytesPerCommand);
        print("elapsed", nsPerCommand);
        print("CPU", cpuNsPerCommand);
    }

    private static void printRun(final FlowRun run) {
        System.out.printf(
                Locale.ROOT,
                "reports %,d  trades %,d  rejects %,d  checksum %016x  state %016x%n",
                run.listener().reports(),
                run.listener().trades(),
                run.listener().rejects(),
                run.listener().checksum(),
                run.stateHash());
    }

    private static void print(final String what, final double[] nsPerCommand) {
        Arrays.sort(nsPerCommand);
        System.out.printf(
                Locale.ROOT,
                "%-8s ns a command: min %.1f  median %.1f  max %.1f%n",
                what,
                nsPerCommand[0],
                nsPerCommand[nsPerCommand.length / 2],
                nsPerCommand[nsPerCommand.length - 1]);
    }

    private static int number(final String[] args, final int index, final int otherwise) {
        return args.length > index ? Integer.parseInt(args[index]) : otherwise;
    }

    private static long cpuTimeNs() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private static long allocatedBytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
