package io.matchlock.audit.sim.redis;

import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.audit.sim.time.SimProcess;
import io.matchlock.audit.sim.time.WallClock;
import io.matchlock.log.LogConnection;
import io.matchlock.log.LogSettings;
import io.matchlock.log.LogUnavailableException;
import io.matchlock.log.history.LogHistory;
import io.matchlock.log.redis.RedisLink;
import io.matchlock.log.redis.RedisLinks;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The server: one thread, an fsync before each answer, and faults on demand. */
public final class SimRedis {
    private static final String OUT_OF_MEMORY = "OOM command not allowed when used memory > 'maxmemory'.";
    private static final String DISK_TROUBLE = "MISCONF Errors writing to the AOF file: No space left on device";
    private static final String RUN_ID = "51a0000000000000";
    private static final String RUN_ID_END = "000000000000000000000000";
    private static final long MIN_HOP_NS = 20_000;
    private static final long MAX_HOP_NS = 200_000;
    private static final long CONNECT_NS = 1_000_000;

    private final Scheduler scheduler;
    private final RedisLimits limits;
    private final Streams streams = new Streams();
    private final Commands commands;
    private final List<SimLink> links = new ArrayList<>();
    private SimProcess process;
    private Actor thread;
    private boolean isUp = true;
    private long freeAtNs;
    private long durableAtNs;
    private long seenNs;
    private double lossShare;
    private double refusedShare;
    private int crashes;
    private long crashedAtNs;

    /**
     * A running server without streams.
     *
     * @param scheduler that it lives on
     * @param limits of it
     */
    public SimRedis(final Scheduler scheduler, final RedisLimits limits) {
        this.scheduler = scheduler;
        this.limits = limits;
        commands = new Commands(
                streams, () -> durableAtNs, this::clientList, this::refusal, this::runId, limits.unsyncedNs() == 0);
        commands.limit(limits.maxBytes());
        begin();
    }

    /** {@return what it holds} */
    public Streams streams() {
        return streams;
    }

    /** {@return whether it refuses to store anything} */
    public boolean isOutOfMemory() {
        return commands.isOutOfMemory();
    }

    /**
     * Makes connections for a thread with an event loop.
     *
     * @param client that connects
     * @return links to this server
     */
    public RedisLinks links(final Actor client) {
        return (loop, url, name, timeout) -> {
            final CompletableFuture<RedisLink> opened = new CompletableFuture<>();
            if (isUp && process.isStopped()) {
                scheduler.after(
                        timeout.toNanos(),
                        client,
                        () -> opened.completeExceptionally(new IllegalStateException("no answer in time")));
            } else {
                scheduler.after(CONNECT_NS + hopNs(), client, () -> open(opened, client, name));
            }
            return opened;
        };
    }

    /**
     * Makes connections for a thread that waits for answers.
     *
     * @param client that connects
     * @param settings of the log
     * @return connections to this server
     */
    public Supplier<LogConnection> connections(final Actor client, final LogSettings settings) {
        return () -> {
            if (!isUp) {
                throw new LogUnavailableException("connection refused");
            }
            if (process.isStopped()) {
                client.spend(settings.commandTimeout().toNanos());
                throw new LogUnavailableException("no answer in time");
            }
            client.spend(CONNECT_NS);
            return LogConnection.over(settings, new WaitingLink(this, client, settings));
        };
    }

    /**
     * Kills it. What was not durable may be gone.
     *
     * @param losesTail whether what may be lost is lost
     */
    public void crash(final boolean losesTail) {
        stopServing();
        if (losesTail) {
            final long syncedNs = scheduler.nowNs() - scheduler.between(0, limits.unsyncedNs());
            streams.forgetAfter(limits.unsyncedNs() == 0 ? Math.max(syncedNs, seenNs) : syncedNs);
        }
        breakAll();
    }

    /**
     * Kills it, and puts an earlier copy of its data in the place of the present one.
     *
     * @param ageNs of the copy
     */
    public void restore(final long ageNs) {
        stopServing();
        streams.forgetAfter(scheduler.nowNs() - ageNs);
        breakAll();
    }

    /**
     * Whoever connects from now on gets to another segment's log, which looks like this one.
     *
     * @param ordersKey of the orders stream
     * @param genesis of the other segment
     * @param watcher is told if anybody writes there
     */
    public void mixUp(final String ordersKey, final byte[] genesis, final Streams.Watcher watcher) {
        final Streams other = streams.likeness(ordersKey, genesis);
        other.watch(watcher);
        startWith(other);
    }

    /** Whoever connects from now on gets to this log again. */
    public void serveOwn() {
        startWith(streams);
    }

    private void startWith(final Streams served) {
        stopServing();
        commands.serve(served);
        breakAll();
        restart();
    }

    private void stopServing() {
        isUp = false;
        crashes++;
        crashedAtNs = scheduler.nowNs();
        process.kill();
    }

    private void breakAll() {
        new ArrayList<>(links).forEach(link -> link.breakOff("connection reset by peer"));
    }

    /** Starts it again after a crash. */
    public void restart() {
        if (!isUp) {
            isUp = true;
            begin();
        }
    }

    /** Stops it, as SIGSTOP does. */
    public void stop() {
        process.stop();
    }

    /** Lets it go on. */
    public void resume() {
        process.resume();
    }

    /**
     * Loses commands or answers, and the connection with them.
     *
     * @param share of all that are sent, from 0 to 1
     */
    public void lose(final double share) {
        lossShare = share;
    }

    /**
     * Refuses to store, as a server whose disk was full a moment ago.
     *
     * @param share of all that is to be stored, from 0 to 1
     */
    public void refuse(final double share) {
        refusedShare = share;
    }

    /** Cuts all connections. */
    public void cutAll() {
        new ArrayList<>(links).forEach(link -> link.breakOff("connection reset"));
    }

    /**
     * Changes the limit of memory, as an operator does.
     *
     * @param bytes the limit, 0 for none
     */
    public void limit(final long bytes) {
        commands.limit(bytes);
    }

    /**
     * Stores an entry that none of the simulated processes sends.
     *
     * @param key of the stream, which is there
     * @param id of the entry, packed
     * @param bytes of the entry
     * @return false if that id is taken
     */
    public boolean store(final String key, final long id, final byte[] bytes) {
        if (streams.get(key).lastId() >= id) {
            return false;
        }
        streams.add(key, id, bytes, scheduler.nowNs());
        return true;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    /** {@return which start of the server runs, or will, as the product tells it} */
    public long server() {
        return LogHistory.serverOf("run_id:" + runId());
    }

    /**
     * What a stream holds under an id.
     *
     * @param key of the stream
     * @param id packed
     * @return the entry's bytes, none if there is no such entry
     */
    public byte[] entry(final String key, final long id) {
        final Streams.Stream stream = streams.get(key);
        final int index = stream == null ? 0 : stream.indexFrom(id);
        return stream == null
                        || index == stream.entries().size()
                        || stream.entries().get(index).id() != id
                ? new byte[0]
                : stream.entries().get(index).bytes();
    }

    Actor thread() {
        return thread;
    }

    boolean isUp() {
        return isUp;
    }

    boolean isStopped() {
        return process.isStopped();
    }

    /** {@return how often it has crashed} */
    public int crashes() {
        return crashes;
    }

    /** Whether an answer that was to leave at a time, when so many crashes had been, has left: not if the next crash came first. */
    boolean hasAnswered(final int crashesBefore, final long readyNs) {
        return crashes == crashesBefore || crashedAtNs >= readyNs;
    }

    boolean isLossDue() {
        return lossShare > 0 && scheduler.random().nextDouble() < lossShare;
    }

    long hopNs() {
        return scheduler.between(MIN_HOP_NS, MAX_HOP_NS);
    }

    void forget(final SimLink link) {
        links.remove(link);
    }

    /** Carries out all commands that were sent together; returns when the answers may leave. */
    long execute(final Transaction transaction, final ByteBuf in, final ByteBuf out) {
        freeAtNs = Math.max(freeAtNs, scheduler.nowNs()) + scheduler.between(limits.minFsyncNs(), limits.maxFsyncNs());
        durableAtNs = freeAtNs;
        while (in.isReadable()) {
            commands.execute(transaction, Words.read(in), out);
        }
        return freeAtNs;
    }

    /** As {@link #execute}, for somebody who is answered at once: no answer shows what is not on disk. */
    long executeNow(final Transaction transaction, final ByteBuf in, final ByteBuf out) {
        seenNs = execute(transaction, in, out);
        return seenNs + commands.takeBlockedNs();
    }

    private void open(final CompletableFuture<RedisLink> opened, final Actor client, final String name) {
        if (isUp) {
            final SimLink link = new SimLink(this, client, name);
            links.add(link);
            opened.complete(link);
        } else {
            opened.completeExceptionally(new IllegalStateException("connection refused"));
        }
    }

    /** Why it will not store, null if it will. */
    private String refusal() {
        if (commands.isOutOfMemory()) {
            return OUT_OF_MEMORY;
        }
        return refusedShare > 0 && scheduler.random().nextDouble() < refusedShare ? DISK_TROUBLE : null;
    }

    /** 40 hexadecimal digits, others after each start. */
    private String runId() {
        final String number = Integer.toHexString(crashes);
        return RUN_ID.substring(0, RUN_ID.length() - number.length()) + number + RUN_ID_END;
    }

    private String clientList() {
        final StringBuilder text = new StringBuilder();
        links.removeIf(SimLink::isDead);
        links.forEach(
                link -> text.append("addr=simulated name=").append(link.name()).append('\n'));
        return text.toString();
    }

    private void begin() {
        process = new SimProcess(scheduler, "redis", new WallClock(scheduler));
        thread = process.actor("main");
        freeAtNs = scheduler.nowNs();
    }
}
