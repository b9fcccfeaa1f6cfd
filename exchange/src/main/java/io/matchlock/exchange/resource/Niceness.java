package io.matchlock.exchange.resource;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lowers the priority of servers for which nobody waits (ledger, status cache), in favour of those for which clients
 * wait. It changes nothing while cores are idle. Without {@code renice} on the machine, all keep the same priority.
 */
public final class Niceness {
    /** About a ninth of an equal's share where both want the same core. */
    private static final String YIELDING = "10";

    private static final long TIMEOUT_S = 5;
    private static final Logger LOGGER = LoggerFactory.getLogger(Niceness.class);

    private Niceness() {}

    /**
     * Makes a process, and what it has started or will start, yield.
     *
     * @param pid of the process
     */
    public static void yieldCores(final long pid) {
        final List<String> pids = ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(process -> Long.toString(process.pid()))
                .toList();
        final List<String> command = Stream.concat(Stream.of("renice", "-n", YIELDING, "-p"), pids.stream())
                .toList();
        try {
            final boolean isDone = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(TIMEOUT_S, TimeUnit.SECONDS);
            LOGGER.info("{}: {}", String.join(" ", command), isDone ? "done" : "no answer");
        } catch (final IOException e) {
            LOGGER.info("process {} keeps its priority: {}", pid, e.getMessage());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
