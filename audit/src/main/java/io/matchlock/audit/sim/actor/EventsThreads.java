package io.matchlock.audit.sim.actor;

import io.matchlock.audit.sim.net.Inbox;
import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.audit.sim.time.SimProcess;
import io.matchlock.audit.sim.time.Turns;
import io.matchlock.audit.sim.world.Patience;
import io.matchlock.audit.sim.world.World;
import io.matchlock.gateway.events.EventsHealing;
import io.matchlock.gateway.events.EventsPoller;
import io.matchlock.gateway.events.LoopMailbox;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.heal.Healer;
import io.matchlock.log.history.LogPosition;
import io.matchlock.log.report.ReportTail;
import io.matchlock.protocol.segment.SegmentId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.agrona.concurrent.UnsafeBuffer;

/** The two threads by which a gateway learns of events: the poller, and the healer that reads from the log what Aeron lost. */
final class EventsThreads {
    private static final long POLL_NS = 5_000_000L;
    private static final long BUSY_NS = 20_000L;
    private static final int HEALER_RING_BYTES = 1024 * 1024;
    private static final int AHEAD_BYTES = 128 * 1024;

    private final World world;
    private final Scheduler scheduler;
    private final int number;
    private final SimProcess mine;
    private final Consumer<String> onHalt;
    private final UnsafeBuffer part = new UnsafeBuffer(0, 0);

    EventsThreads(final World world, final int number, final SimProcess mine, final Consumer<String> onHalt) {
        this.world = world;
        scheduler = world.scheduler();
        this.number = number;
        this.mine = mine;
        this.onHalt = onHalt;
    }

    /** Starts both; returns the poller, which tells the loops by their mailboxes. */
    EventsPoller follow(
            final Actor polling,
            final SegmentId segment,
            final LogPosition position,
            final List<LoopMailbox> mailboxes,
            final ReportTail tail) {
        final Actor healing = mine.actor("healer");
        final EventsPoller[] poller = new EventsPoller[1];
        final Turns[] turns = new Turns[2];
        final Healer healer = EventsHealing.healer(
                world.log().segment(),
                world.connections(healing),
                HEALER_RING_BYTES,
                new Patience(world, healing, () -> turns[0].takeMeanwhile()),
                onHalt);
        final Inbox inbox = new Inbox(scheduler, polling, () -> turns[0].wake(0));
        poller[0] = new EventsPoller(
                segment,
                number,
                position,
                (handler, limit) -> inbox.poll(
                        bytes -> {
                            part.wrap(bytes);
                            handler.onPart(part, 0, bytes.length);
                        },
                        limit),
                healer,
                mailboxes,
                tail,
                AHEAD_BYTES,
                mine.clock());
        turns[0] = new Turns(scheduler, polling, () -> {
            final int work = whileAlive(mine, poller[0]::doWork, 0);
            if (healer.isAsked()) {
                turns[1].wake(0);
            }
            return work > 0 ? BUSY_NS : POLL_NS;
        });
        turns[1] = new Turns(scheduler, healing, () -> {
            if (polling.isWaiting()) {
                return POLL_NS; // as in a matcher
            }
            final long restNs = whileAlive(mine, () -> heal(healer), POLL_NS);
            turns[0].wake(healing.owesNs());
            return restNs;
        });
        turns[0].wake(0);
        world.events().join(inbox);
        return poller[0];
    }

    private long heal(final Healer healer) {
        try {
            return healer.turn();
        } catch (final LogCorruptException e) {
            onHalt.accept(EventsHealing.describe(e));
            return 0;
        }
    }

    /** Whoever is killed while he waits for another thread does nothing more. */
    private static <T extends Number> T whileAlive(final SimProcess mine, final Supplier<T> turn, final T otherwise) {
        try {
            return turn.get();
        } catch (final IllegalStateException e) {
            if (mine.isDead()) {
                return otherwise;
            }
            throw e;
        }
    }
}
