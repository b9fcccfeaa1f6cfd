package io.matchlock.gateway.testing;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;

/** An operator's connection to a Redis server. */
public final class RedisControl implements AutoCloseable {
    private final RedisClient client;
    private final RedisCommands<String, String> commands;

    public RedisControl(final String url) {
        client = RedisClient.create(url);
        commands = client.connect().sync();
    }

    public void set(final String name, final String value) {
        commands.configSet(name, value);
    }

    public void maxMemory(final String limit) {
        set("maxmemory", limit);
    }

    /** Fills memory, so that what a test adds while a limit is looked at is a small share of it. */
    public void fill(final int bytes) {
        commands.setrange("ballast", bytes - 1L, "x");
    }

    /** Sets the limit so that this share of it is used now. */
    public void share(final double share) {
        final String info = commands.info("memory");
        final long used = number(info, "used_memory") - number(info, "mem_not_counted_for_evict");
        maxMemory(Long.toString((long) (used / share)));
    }

    /** Names this connection. */
    public void name(final String name) {
        commands.clientSetname(name);
    }

    /** Cuts all connections but this one. */
    public void killOthers() {
        commands.clientKill(KillArgs.Builder.skipme());
    }

    @Override
    public void close() {
        client.shutdown();
    }

    private static long number(final String info, final String name) {
        return info.lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(
                        line -> Long.parseLong(line.substring(name.length() + 1).strip()))
                .findFirst()
                .orElseThrow();
    }
}
