package io.matchlock.gateway.settings;

import io.matchlock.log.redis.RedisLinks;
import io.netty.channel.EventLoop;
import java.security.SecureRandom;
import java.util.function.LongSupplier;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.agrona.concurrent.SleepingIdleStrategy;
import org.agrona.concurrent.SystemNanoClock;

/**
 * What a loop takes from the machine that it runs on.
 *
 * @param eventLoop to live on
 * @param clock monotonic
 * @param wallClock UTC
 * @param random for the incarnations of chains, each number as likely as any other
 * @param links makes the connections to the log
 * @param mailboxFull how the events poller waits for a loop whose mailbox is full; the poller's own
 */
public record LoopEnvironment(
        EventLoop eventLoop,
        NanoClock clock,
        EpochNanoClock wallClock,
        LongSupplier random,
        RedisLinks links,
        IdleStrategy mailboxFull) {
    private static final long MAILBOX_FULL_NS = 20_000;

    /**
     * The machine's own clocks, chance and network.
     *
     * @param eventLoop to live on
     * @return an environment for one loop
     */
    public static LoopEnvironment of(final EventLoop eventLoop) {
        return new LoopEnvironment(
                eventLoop,
                SystemNanoClock.INSTANCE,
                new OffsetEpochNanoClock(),
                new SecureRandom()::nextLong,
                RedisLinks.TCP,
                new SleepingIdleStrategy(MAILBOX_FULL_NS));
    }
}
