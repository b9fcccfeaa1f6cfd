package io.matchlock.persister.status;

import io.lettuce.core.FlushMode;
import io.lettuce.core.api.StatefulRedisConnection;
import io.matchlock.persister.store.Checkpoint;
import io.matchlock.protocol.log.EntryId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties a cache before it is used, because nobody knows what was written to Postgres and not to the cache. Logs it if the cache
 * cannot have been this ledger's at all.
 *
 * @param address of the cache, for the message
 * @param text of its keys
 * @param ledger up to where Postgres has which segment's log
 */
record CacheTakeOver(String address, StatusLine text, Checkpoint ledger) {
    private static final Logger LOG = LoggerFactory.getLogger(CacheTakeOver.class);

    /** Gives the connection back once the cache is empty; closes it if that fails. */
    CompletionStage<StatefulRedisConnection<byte[], byte[]>> flush(
            final StatefulRedisConnection<byte[], byte[]> connection) {
        return connection
                .async()
                .get(text.historyKey())
                .thenCompose(history -> {
                    if (history != null) {
                        StatusLine.parseHistory(history).ifPresent(this::compare);
                    }
                    return connection.async().flushdb(FlushMode.ASYNC);
                })
                .thenApply(answer -> connection)
                .exceptionallyCompose(failure ->
                        connection.closeAsync().thenCompose(closed -> CompletableFuture.failedFuture(failure)));
    }

    private void compare(final Checkpoint found) {
        if (!found.segmentId().equals(ledger.segmentId()) || found.position() > ledger.position()) {
            LOG.warn(
                    "the status cache at {} is of segment {} up to entry {}, and the ledger of segment {} up to entry {}:"
                            + " the cache is flushed",
                    address,
                    found.segmentId(),
                    EntryId.format(found.position()),
                    ledger.segmentId() == null ? "none" : ledger.segmentId(),
                    EntryId.format(ledger.position()));
        }
    }
}
