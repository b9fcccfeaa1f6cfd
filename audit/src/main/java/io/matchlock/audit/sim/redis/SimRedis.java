package io.matchlock.audit.sim.redis;

import io.matchlock.audit.sim.redis.resp.Words;
import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.Scheduler;
import io.netty.buffer.ByteBuf;

/** The server: one thread, an fsync before each answer, and faults on demand. */
public final class SimRedis {
    private static final String OUT_OF_MEMORY = "OOM command not allowed when used memory > 'maxmemory'.";
    private static final String DISK_TROUBLE = "MISCONF Errors writing to the AOF file: No space left on device";
    private static final long MIN_HOP_NS = 20_000;
    private static final long MAX_HOP_NS = 200_000;

    private final Scheduler scheduler;
    private final RedisLimits limits;
    private final Streams streams = new Streams();
    private final Commands commands;
    private final SimLinks connections;
    private final Uptime uptime;
    private long freeAtNs;
    private long durableAtNs;
    private long seenNs;
    private double lossShare;
    private double refusedShare;

    /**
     * A running server without streams.
     *
     * @param scheduler that it lives on
     * @param limits of it
     */
    public SimRedis(final Scheduler scheduler, final RedisLimits limits) {
        this.scheduler = scheduler;
        this.limits = limits;
        uptime = new Uptime(scheduler);
        connections = new SimLinks(this, scheduler);
        commands = new Commands(
                streams, () -> durableAtNs, connections::list, this::refusal, uptime::runId, limits.unsyncedNs() == 0);
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

    /** {@return what makes connections to this server} */
    public SimLinks connections() {
        return connections;
    }

    /**
     * Kills it. What was not durable may be gone.
     *
     * @param losesTail whether what may be lost is lost
     */
    public void crash(final boolean losesTail) {
        uptime.end();
        if (losesTail) {
            final long syncedNs = scheduler.nowNs() - scheduler.between(0, limits.unsyncedNs());
            streams.forgetAfter(limits.unsyncedNs() == 0 ? Math.max(syncedNs, seenNs) : syncedNs);
        }
        connections.breakAll("connection reset by peer");
    }

    /**
     * Kills it, and puts an earlier copy of its data in the place of the present one.
     *
     * @param ageNs of the copy
     */
    public void restore(final long ageNs) {
        uptime.end();
        streams.forgetAfter(scheduler.nowNs() - ageNs);
        connections.breakAll("connection reset by peer");
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
        uptime.end();
        commands.serve(served);
        connections.breakAll("connection reset by peer");
        restart();
    }

    /** Starts it again after a crash. */
    public void restart() {
        if (!isUp()) {
            begin();
        }
    }

    /** Stops it, as SIGSTOP does. */
    public void stop() {
        uptime.process().stop();
    }

    /** Lets it go on. */
    public void resume() {
        uptime.process().resume();
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
        connections.breakAll("connection reset");
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
        return uptime.server();
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
        return stream == null ? new byte[0] : stream.bytes(id);
    }

    Actor thread() {
        return uptime.thread();
    }

    boolean isUp() {
        return uptime.isUp();
    }

    boolean isStopped() {
        return uptime.process().isStopped();
    }

    /** {@return how often it has crashed} */
    public int crashes() {
        return uptime.crashes();
    }

    /** Whether an answer that was to leave at a time, when so many crashes had been, has left: not if the next crash came first. */
    boolean hasAnswered(final int crashesBefore, final long readyNs) {
        return uptime.hasAnswered(crashesBefore, readyNs);
    }

    boolean isLossDue() {
        return lossShare > 0 && scheduler.random().nextDouble() < lossShare;
    }

    long hopNs() {
        return scheduler.between(MIN_HOP_NS, MAX_HOP_NS);
    }

    void forget(final SimLink link) {
        connections.forget(link);
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

    /** Why it will not store, null if it will. */
    private String refusal() {
        if (commands.isOutOfMemory()) {
            return OUT_OF_MEMORY;
        }
        return refusedShare > 0 && scheduler.random().nextDouble() < refusedShare ? DISK_TROUBLE : null;
    }

    private void begin() {
        uptime.begin();
        freeAtNs = scheduler.nowNs();
    }
}
