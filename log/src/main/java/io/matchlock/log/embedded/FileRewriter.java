package io.matchlock.log.embedded;

import io.matchlock.log.server.InfoText;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a server write its append-only file anew when hardly anything comes in and the file is longer than the memory that it stands for.
 * What was trimmed stays in the file until then, and a server that starts reads all of it: at 1.9 GB that was 7 s. By itself Redis does
 * so only when the file has doubled. One thread.
 */
final class FileRewriter {
    static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(10);

    private static final Logger LOGGER = LoggerFactory.getLogger(FileRewriter.class);
    private static final long LEAST_BYTES = 64L << 20;
    /** Of commands in an interval: a tenth of a megabyte a second. */
    private static final long QUIET_BYTES = 1L << 20;

    private final int port;
    private long askNs;
    private long inputBytes = Long.MIN_VALUE;

    /** Of the server on a port of loopback, which it asks no sooner than an interval from now. */
    FileRewriter(final int port, final long nowNs) {
        this.port = port;
        askNs = nowNs + INTERVAL_NS;
    }

    /** To be called often; asks the server now and then, and waits a second for it at most. */
    void turn(final long nowNs) {
        if (nowNs - askNs >= 0) {
            askNs = nowNs + INTERVAL_NS;
            RedisProbe.ask(port, "INFO", "everything").ifPresent(this::onInfo);
        }
    }

    private void onInfo(final String info) {
        final long input = InfoText.number(info, "total_net_input_bytes");
        final boolean isQuiet = inputBytes != Long.MIN_VALUE && input - inputBytes < QUIET_BYTES;
        inputBytes = input;
        final long fileBytes = InfoText.number(info, "aof_current_size");
        final long memoryBytes = InfoText.number(info, "used_memory");
        if (isQuiet
                && fileBytes > Math.max(LEAST_BYTES, memoryBytes)
                && InfoText.number(info, "aof_rewrite_in_progress") == 0
                && RedisProbe.ask(port, "BGREWRITEAOF").isPresent()) {
            LOGGER.info(
                    "the append-only file has {} bytes for {} bytes of memory: it is written anew",
                    fileBytes,
                    memoryBytes);
        }
    }
}
