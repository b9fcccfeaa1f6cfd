package io.matchlock.audit.sim.world;

import io.matchlock.audit.sim.check.Violation;
import io.matchlock.audit.sim.net.Bus;
import io.matchlock.audit.sim.net.ClientNetwork;
import io.matchlock.audit.sim.postgres.SimPostgres;
import io.matchlock.audit.sim.redis.RedisLimits;
import io.matchlock.audit.sim.redis.SimRedis;
import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.audit.sim.time.SimProcess;
import io.matchlock.audit.sim.time.WallClock;
import io.matchlock.gateway.settings.AccessKey;
import io.matchlock.log.LogConnection;
import io.matchlock.log.LogSettings;
import io.matchlock.log.server.Durability;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.live.BatchEnvelope;
import io.matchlock.protocol.live.PartEnvelope;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What all processes of a simulation share: time, the servers, the networks, and the record of broken promises. */
public final class World {
    /** The account of all orders. */
    public static final int ACCOUNT = 7;

    private static final String SEGMENT = "sim";
    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);
    private static final byte[] SECRET = {1, 2, 3, 4};

    private final Scheduler scheduler;
    private final SegmentDefinition segment;
    private final SimRedis redis;
    private final SimPostgres postgres;
    private final ClientNetwork clients;
    private final Bus orders;
    private final Bus events;
    private final LogSettings log;
    private final boolean isDurable;
    private final Losses losses;
    private final Mixup mixup;
    private final Map<String, AccessKey> keys = new TreeMap<>();
    private final Map<String, Integer> doubled = new HashMap<>();
    private String forgery = "";
    private long endNs = Long.MAX_VALUE;

    /** A matcher has halted because it had to. No exception, so that no code under test takes it for one of its own. */
    public static final class RightlyHalted extends Error {
        private static final long serialVersionUID = 1L;
    }

    /**
     * A world without processes but the log's server, which is empty.
     *
     * @param scheduler that all live on
     * @param segment that is traded
     * @param limits of the log's server
     * @param clientCount that have keys
     * @param archive folder of the archiver's files, empty if the log is not archived
     */
    public World(
            final Scheduler scheduler,
            final SegmentDefinition segment,
            final RedisLimits limits,
            final int clientCount,
            final Optional<Path> archive) {
        this.scheduler = scheduler;
        this.segment = segment;
        isDurable = limits.unsyncedNs() == 0;
        log = new LogSettings(
                "redis://simulated",
                SEGMENT,
                COMMAND_TIMEOUT,
                isDurable ? Durability.FSYNC : Durability.EVERY_SECOND,
                archive);
        losses = new Losses(scheduler);
        redis = new SimRedis(scheduler, limits);
        mixup = new Mixup(scheduler, segment, redis);
        postgres = new SimPostgres(scheduler, SEGMENT);
        clients = new ClientNetwork(scheduler);
        orders = new Bus(
                scheduler, BatchEnvelope.LENGTH, new Stranger(BatchEnvelope.SEGMENT_TAG_OFFSET, BatchEnvelope.LENGTH));
        events = new Bus(scheduler, -1, new Stranger(PartEnvelope.SEGMENT_TAG_OFFSET, PartEnvelope.LENGTH));
        for (int i = 0; i < clientCount; i++) {
            keys.put(key(i), new AccessKey(key(i), SECRET, List.of(ACCOUNT), true));
        }
    }

    /** {@return time and chance} */
    public Scheduler scheduler() {
        return scheduler;
    }

    /** {@return what is traded} */
    public SegmentDefinition segment() {
        return segment;
    }

    /** {@return the log's server} */
    public SimRedis redis() {
        return redis;
    }

    /** {@return the ledger's server} */
    public SimPostgres postgres() {
        return postgres;
    }

    /** {@return TCP} */
    public ClientNetwork clients() {
        return clients;
    }

    /** {@return from gateways to matchers} */
    public Bus orders() {
        return orders;
    }

    /** {@return from matchers to gateways} */
    public Bus events() {
        return events;
    }

    /** {@return a connection to the log for whoever prepares the world} */
    public LogConnection openLog() {
        final Actor nobody = new SimProcess(scheduler, "operator", new WallClock(scheduler)).actor("main");
        return redis.connections().waiting(nobody, log).get();
    }

    /**
     * A process has halted, or another promise is broken.
     *
     * @param what one sentence, which begins with the process
     */
    public void fail(final String what) {
        if (forgery.isEmpty() || !what.contains(forgery)) {
            throw new Violation(what);
        }
        scheduler.trace(() -> "rightly: " + what);
        if (what.startsWith("matcher")) {
            throw new RightlyHalted();
        }
    }

    /**
     * From now on whoever names this must halt, and a matcher has to.
     *
     * @param entry of the events that the log has and that its cause does not give
     */
    public void expectHaltAt(final String entry) {
        forgery = entry;
    }

    /** {@return whether a matcher has to halt} */
    public boolean expectsHalt() {
        return !forgery.isEmpty();
    }

    /**
     * A second process has a gateway's number: either of them may halt for that.
     *
     * @param gateway its name
     * @param isDoubled whether one more or one less has
     */
    public void setDoubled(final String gateway, final boolean isDoubled) {
        doubled.merge(gateway, isDoubled ? 1 : -1, Integer::sum);
    }

    /** {@return what the log has lost} */
    public Losses losses() {
        return losses;
    }

    /** {@return another segment's log in the place of this one} */
    public Mixup mixup() {
        return mixup;
    }

    /** {@return whether a process may halt because of what has become of the log} */
    public boolean mayHalt(final SimProcess process, final String reason) {
        return losses.mayHalt(process, reason) || mixup.mayHalt(process, reason);
    }

    /** {@return makes connections to the segment's own log, as the product does} */
    public Supplier<LogConnection> connections(final Actor client) {
        final Supplier<LogConnection> any = redis.connections().waiting(client, log);
        return () -> {
            final LogConnection connection = any.get();
            connection.requireSegment(segment.id());
            return connection;
        };
    }

    /**
     * Requires that the log has what a matcher has applied: whoever knows which start of its server runs takes nothing else.
     *
     * @param id of the orders entry, packed
     * @param message that brought it
     * @param matcher its name
     */
    public void requireInLog(final long id, final byte[] message, final String matcher) {
        final byte[] applied = Arrays.copyOfRange(message, BatchEnvelope.LENGTH, message.length);
        if (!Arrays.equals(redis.entry(Names.ordersKey(SEGMENT), id), applied)) {
            throw new Violation(matcher + " has applied another " + EntryId.format(id) + " than the log has");
        }
    }

    /** {@return whether each answer of the log's server waits for its fsync} */
    public boolean isDurable() {
        return isDurable;
    }

    /**
     * Whether a gateway does right to halt.
     *
     * @param gateway the name of the process
     * @param reason that it gives
     * @return whether a second process runs under its number, and that is the reason
     */
    public boolean mayHalt(final String gateway, final String reason) {
        return doubled.getOrDefault(gateway, 0) > 0 && reason.contains("another process runs as gateway");
    }

    /**
     * When {@link #waitInside} gives up.
     *
     * @param timeNs of the scheduler
     */
    public void endAt(final long timeNs) {
        endNs = timeNs;
    }

    /**
     * Lets the rest of the world go on while a thread {@linkplain Actor#waitFor waits}.
     *
     * @param actor that waits
     */
    void waitInside(final Actor actor) {
        final long sinceNs = scheduler.nowNs();
        while (scheduler.nowNs() == sinceNs) {
            if (actor.isDead() || !scheduler.runNext(endNs)) {
                throw new IllegalStateException("ended while it waited");
            }
        }
    }

    /** {@return how the log is reached} */
    public LogSettings log() {
        return log;
    }

    /** {@return the keys that clients log on with, by name} */
    public Map<String, AccessKey> keys() {
        return keys;
    }

    /**
     * Names a client's key.
     *
     * @param client from 0
     * @return the name
     */
    public static String key(final int client) {
        return "client" + client;
    }

    /** {@return the secret of each key} */
    public static byte[] secret() {
        return SECRET.clone();
    }
}
