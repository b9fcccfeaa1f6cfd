package io.matchlock.audit.sim.redis;

import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.log.LogConnection;
import io.matchlock.log.LogSettings;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.redis.RedisLink;
import io.matchlock.log.redis.RedisLinks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The server's connections. New ones are made while it runs, time out while it is stopped, and are refused while it
 * is down.
 */
public final class SimLinks {
    private static final long CONNECT_NS = 1_000_000;

    private final SimRedis server;
    private final Scheduler scheduler;
    private final List<SimLink> links = new ArrayList<>();

    SimLinks(final SimRedis server, final Scheduler scheduler) {
        this.server = server;
        this.scheduler = scheduler;
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
            if (server.isUp() && server.isStopped()) {
                scheduler.after(
                        timeout.toNanos(),
                        client,
                        () -> opened.completeExceptionally(new IllegalStateException("no answer in time")));
            } else {
                scheduler.after(CONNECT_NS + server.hopNs(), client, () -> open(opened, client, name));
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
    public Supplier<LogConnection> waiting(final Actor client, final LogSettings settings) {
        return pausing(client, settings, () -> {});
    }

    /**
     * Makes connections for a thread that waits for answers, and is slow to send.
     *
     * @param client that connects
     * @param settings of the log
     * @param pause before each command, while others go on
     * @return connections to this server
     */
    public Supplier<LogConnection> pausing(final Actor client, final LogSettings settings, final Runnable pause) {
        return () -> {
            if (!server.isUp()) {
                throw new LogUnavailableException("connection refused");
            }
            if (server.isStopped()) {
                client.spend(settings.commandTimeout().toNanos());
                throw new LogUnavailableException("no answer in time");
            }
            client.spend(CONNECT_NS);
            return LogConnection.over(settings, new WaitingLink(server, client, settings, pause));
        };
    }

    /** Breaks all connections off. */
    void breakAll(final String reason) {
        new ArrayList<>(links).forEach(link -> link.breakOff(reason));
    }

    void forget(final SimLink link) {
        links.remove(link);
    }

    /** {@return what the command CLIENT LIST answers} */
    String list() {
        final StringBuilder text = new StringBuilder();
        links.removeIf(SimLink::isDead);
        links.forEach(
                link -> text.append("addr=simulated name=").append(link.name()).append('\n'));
        return text.toString();
    }

    private void open(final CompletableFuture<RedisLink> opened, final Actor client, final String name) {
        if (server.isUp()) {
            final SimLink link = new SimLink(server, client, name);
            links.add(link);
            opened.complete(link);
        } else {
            opened.completeExceptionally(new IllegalStateException("connection refused"));
        }
    }
}
