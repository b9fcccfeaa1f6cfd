package io.matchlock.exchange.role;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
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
    private final EmbeddedRedis redis;
    private final String name;
    private final long maxMemoryBytes;

    private RedisRole(final EmbeddedRedis redis, final String name, final long maxMemoryBytes) {
        this.redis = redis;
        this.name = name;
        this.maxMemoryBytes = maxMemoryBytes;
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
        try {
            final EmbeddedRedis redis = EmbeddedRedis.start(new EmbeddedRedis.Config(
                    folder,
                    settings.number(port),
                    role,
                    settings.bytes(maxMemory),
                    binary.isEmpty() ? Optional.empty() : Optional.of(Path.of(binary))));
            if (role == EmbeddedRedis.Role.CACHE) {
                Niceness.yieldCores(redis.pid());
            }
            return new RedisRole(redis, name, settings.bytes(maxMemory));
        } catch (final RedisStartException e) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED,
                    "the embedded Redis for the " + name + " (setting " + port.name() + " is " + settings.text(port)
                            + ") does not start: " + e.getMessage() + ".",
                    e);
        }
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
        return List.of(name + " memory " + Units.format(maxMemoryBytes));
    }

    @Override
    public Optional<String> failure() {
        return redis.isAlive()
                ? Optional.empty()
                : Optional.of("the embedded Redis for the " + name + " (pid " + redis.pid() + ") has ended: "
                        + redis.lastWords() + ".");
    }

    @Override
    public void close() {
        redis.close();
    }
}
