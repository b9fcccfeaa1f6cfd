package io.matchlock.matcher.heal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.log.LogConnection;
import io.matchlock.log.StreamReader;
import io.matchlock.log.heal.Healer;
import io.matchlock.log.heal.HealerRing;
import io.matchlock.log.heal.HealerSettings;
import io.matchlock.log.heal.HealerTask;
import io.matchlock.log.history.LogHistory;
import io.matchlock.log.history.LogPosition;
import io.matchlock.matcher.health.Halt;
import io.matchlock.matcher.health.HaltException;
import io.matchlock.matcher.health.MatcherCounter;
import io.matchlock.matcher.health.MatcherCounters;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.live.BatchEnvelope;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.OrdersEntry;
import java.time.Duration;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;

/**
 * What a matcher's healer reads: the orders stream, from the last entry applied to the tail. Each entry becomes a message with its
 * {@link BatchEnvelope}, as Aeron brings it. Start-up is the same path. Owned by the healer's thread.
 */
public final class OrdersHealing implements HealerTask {
    private static final int PAGE_BYTES = 1024 * 1024;

    private final String segment;
    private final Halt halt;
    private final MatcherCounters counters;

    private OrdersHealing(final String segment, final Halt halt, final MatcherCounters counters) {
        this.segment = segment;
        this.halt = halt;
        this.counters = counters;
    }

    /**
     * A healer for the agent, which is not started. It was asked for the whole log.
     *
     * @param segment whose orders are read
     * @param connections makes one to the log
     * @param ringBytes for entries on their way to the agent, a power of two, at least 1 MB
     * @param whenFull how to wait for the agent when they have no room
     * @param retryDelay between attempts to reach the log
     * @param halt is set when the stream is not what it must be
     * @param counters to count in
     * @return a healer that begins with the first entry
     */
    public static Healer healer(
            final String segment,
            final Supplier<LogConnection> connections,
            final int ringBytes,
            final IdleStrategy whenFull,
            final Duration retryDelay,
            final Halt halt,
            final MatcherCounters counters) {
        final HealerSettings settings = new HealerSettings(
                "matchlock-healer",
                segment,
                "this matcher",
                HealerSettings.Answer.ALL_TO_TAIL,
                PAGE_BYTES,
                ringBytes,
                retryDelay);
        final Healer healer = new Healer(settings, connections, whenFull, new OrdersHealing(segment, halt, counters));
        if (healer.maxMessageLength() < BatchEnvelope.LENGTH + OrdersEntry.MAX_LENGTH) {
            throw new IllegalArgumentException("a ring of " + ringBytes + " bytes is too small for entries of "
                    + OrdersEntry.MAX_LENGTH + ": give it 1 MB or more");
        }
        healer.ask(EntryId.NONE, new LogPosition(EntryId.NONE, 0, LogHistory.NO_SERVER));
        return healer;
    }

    @Override
    public StreamReader reader(final LogConnection connection) {
        return connection.reader(Names.ordersKey(segment));
    }

    @Override
    public boolean onEntry(
            final long id,
            final long server,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final HealerRing ring) {
        if (length > OrdersEntry.MAX_LENGTH) {
            throw new HaltException(
                    "orders entry " + EntryId.format(id) + " has " + length + " bytes, more than any may");
        }
        final int index = ring.claim(Healer.ENTRY, BatchEnvelope.LENGTH + length);
        if (index <= 0) {
            return false;
        }
        ring.buffer().putLong(index + BatchEnvelope.ENTRY_ID_OFFSET, id, LITTLE_ENDIAN);
        ring.buffer().putLong(index + BatchEnvelope.PUBLISHED_OFFSET, 0L, LITTLE_ENDIAN);
        ring.buffer().putLong(index + BatchEnvelope.SERVER_OFFSET, server, LITTLE_ENDIAN);
        ring.buffer().putBytes(index + BatchEnvelope.LENGTH, buffer, offset, length);
        ring.commit(index);
        counters.increment(MatcherCounter.ENTRIES_HEALED);
        return true;
    }

    @Override
    public boolean isWanted() {
        return !halt.isHalted();
    }

    @Override
    public void onUnreachable() {
        counters.increment(MatcherCounter.HEALER_RECONNECTS);
    }

    @Override
    public void onFailed(final Throwable error) {
        halt.halt(Halt.describe(error));
    }
}
