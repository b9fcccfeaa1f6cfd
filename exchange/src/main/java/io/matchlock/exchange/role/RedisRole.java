package io.matchlock.exchange.role;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.DiskRoom;
import io.matchlock.exchange.resource.FullDisk;
import io.matchlock.exchange.resource.Niceness;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.settings.Setting;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.exchange.settings.Units;
import io.matchlock.log.embedded.EmbeddedRedis;
import io.matchlock.log.embedded.RedisStartException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Redis server of our own: the log, or the status cache. */
final class RedisRole implements Role {
    private final EmbeddedRedis.Config config;
    private final String name;
    private final FullDisk fullDisk;
    private EmbeddedRedis redis;

    private RedisRole(final EmbeddedRedis redis, final EmbeddedRedis.Config config, final String name) {
        this.redis = redis;
        this.config = config;
        this.name = name;
        this.fullDisk = new FullDisk(
                "the embedded Redis for the " + name, new DiskRoom(config.folder(), DiskRoom.MIN_BYTES), this::restart);
    }

    static RedisRole log(final Settings settings) {
        return start(
                settings,
                "log",
                EmbeddedRedis.Role.LOG,
                new DataFolder(settings.data()).redis(),
                SettingTable.REDIS_PORT,
                SettingTable.REDIS_MAX_MEMORY);
    }

    static RedisRole cache(final Settings settings) {
        return start(
                settings,
                "status cache",
                EmbeddedRedis.Role.CACHE,
                new DataFolder(settings.data()).cache(),
                SettingTable.CACHE_PORT,
                SettingTable.CACHE_MAX_MEMORY);
    }

    private static RedisRole start(
            final Settings settings,
            final String name,
            final EmbeddedRedis.Role role,
            final Path folder,
            final Setting port,
            final Setting maxMemory) {
        final String binary = settings.text(SettingTable.REDIS_BINARY);
        final EmbeddedRedis.Config config = new EmbeddedRedis.Config(
                folder,
                settings.number(port),
                role,
                settings.bytes(maxMemory),
                binary.isEmpty() ? Optional.empty() : Optional.of(Path.of(binary)));
        try {
            return new RedisRole(start(config), config, name);
        } catch (final RedisStartException e) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED,
                    "the embedded Redis for the " + name + " (setting " + port.name() + " is " + settings.text(port)
                            + ") does not start: " + e.getMessage() + ".",
                    e);
        }
    }

    private static EmbeddedRedis start(final EmbeddedRedis.Config config) {
        final EmbeddedRedis redis = EmbeddedRedis.start(config);
        if (config.role() == EmbeddedRedis.Role.CACHE) {
            Niceness.yieldCores(redis.pid());
        }
        return redis;
    }

    @Override
    public Map<String, String> facts() {
        return Map.of(
                Addresses.URL, redis.url(),
                Addresses.HOST, EmbeddedRedis.HOST,
                Addresses.PORT, Integer.toString(redis.port()),
                Addresses.SERVER_PID, Long.toString(redis.pid()));
    }

    @Override
    public String describe() {
        return redis.describe() + ", port " + redis.port() + ", server pid " + redis.pid();
    }

    @Override
    public List<String> limits() {
        return List.of(name + " memory " + Units.format(config.maxMemoryBytes()));
    }

    @Override
    public Optional<String> failure() {
        final Optional<String> failure = fullDisk.failure(() ->
                redis.isAlive() ? Optional.empty() : Optional.of("process " + redis.pid() + ", " + redis.lastWords()));
        if (config.role() == EmbeddedRedis.Role.LOG && redis.isAlive()) {
            redis.tidy();
        }
        return failure;
    }

    /** On the same port, where all others try to reach it. */
    private void restart() {
        redis.close();
        try {
            redis = start(new EmbeddedRedis.Config(
                    config.folder(), redis.port(), config.role(), config.maxMemoryBytes(), config.serverBinary()));
        } catch (final RedisStartException e) {
            throw new OperatorException(
                    ExitCode.DEPENDENCY_LOST,
                    "the embedded Redis for the " + name + " does not start again: " + e.getMessage() + ".",
                    e);
        }
    }

    @Override
    public void close() {
        redis.close();
    }
}
