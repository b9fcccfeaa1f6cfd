package io.matchlock.audit.sim.world;

import io.matchlock.audit.sim.check.Violation;
import io.matchlock.audit.sim.redis.SimRedis;
import io.matchlock.audit.sim.redis.Streams;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.audit.sim.time.SimProcess;
import io.matchlock.audit.sim.time.WallClock;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.segment.Genesis;
import io.matchlock.protocol.segment.SegmentDefinition;
import io.matchlock.protocol.segment.SegmentId;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The log's address leads to another segment's log for a while, one of the same name and with the same entries: only
 * the segment's id tells. Nobody may write there, and a process that halts must name that id.
 */
public final class Mixup implements Streams.Watcher {
    private static final SegmentId OTHER = new SegmentId(77, 78);
    private static final long NEVER = -1;

    private final Scheduler scheduler;
    private final SegmentDefinition segment;
    private final SimRedis redis;
    private boolean isOn;
    private long lastNs = NEVER;

    Mixup(final Scheduler scheduler, final SegmentDefinition segment, final SimRedis redis) {
        this.scheduler = scheduler;
        this.segment = segment;
        this.redis = redis;
    }

    /** Begins. */
    public void begin() {
        final UnsafeBuffer entry = new UnsafeBuffer(new byte[OrdersEntry.MAX_LENGTH]);
        final int length = Genesis.encode(segment.withId(OTHER), entry, WallClock.BEGIN_NS);
        isOn = true;
        redis.mixUp(Names.ordersKey(segment.name()), Arrays.copyOf(entry.byteArray(), length), this);
    }

    /** Ends. */
    public void end() {
        if (isOn) {
            isOn = false;
            lastNs = scheduler.nowNs();
            redis.serveOwn();
        }
    }

    /** {@return whether whoever starts a process would find the other log} */
    public boolean isOn() {
        return isOn;
    }

    /** {@return whether a process may halt for a reason} */
    boolean mayHalt(final SimProcess process, final String reason) {
        return (isOn || lastNs >= process.startedNs()) && reason.contains(OTHER.toString());
    }

    @Override
    public void onStored(final String key, final Streams.Entry entry) {
        throw new Violation("somebody has written to " + key + " of another segment");
    }

    @Override
    public void onLost(final String key, final long lastId) {
        // it loses nothing
    }
}
