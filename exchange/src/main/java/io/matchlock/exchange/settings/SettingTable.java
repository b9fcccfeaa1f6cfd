package io.matchlock.exchange.settings;

import static io.matchlock.exchange.settings.Check.oneOf;
import static io.matchlock.exchange.settings.Check.redisUrl;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.matchlock.transport.AeronSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All settings, in the order in which they are printed. Nothing reads a setting that does not stand here. */
public final class SettingTable {
    private static final List<Setting> TABLE = new ArrayList<>();
    private static final long KB = 1024;
    private static final long MB = KB * KB;
    private static final long GB = KB * MB;

    public static final Setting PROFILE = add(
            "profile",
            "shared",
            "dedicated",
            "",
            "shared: threads back off; dedicated: cores to spin on",
            oneOf("shared", "dedicated"));
    public static final Setting DATA = add("data", "data", "folder", "where everything lives", Check.NOT_EMPTY);
    public static final Setting SEGMENT = add(
            "segment",
            "main",
            "name",
            "the segment that this folder serves",
            Check.matching("[A-Za-z0-9]{1,8}", "give 1 to 8 letters or digits"));
    public static final Setting INSTRUMENTS = add(
            "instruments",
            "",
            "file",
            "instruments of a new segment; empty: instruments.csv of the data folder",
            Check.ANY);
    public static final Setting KEYS =
            add("keys", "", "file", "access keys; empty: keys of the data folder", Check.ANY);

    public static final Setting GATEWAY_ID =
            add("gateway.id", "1", "number", "the gateway's number, its own in the segment", Check.number(1, 32766));
    public static final Setting GATEWAY_LOOPS = add(
            "gateway.loops",
            "1",
            "4",
            "threads",
            "event loops, each with a Redis connection and a chain of its own",
            Check.number(1, 64));
    public static final Setting GATEWAY_HOST =
            add("gateway.host", "127.0.0.1", "address", "where clients connect", Check.NOT_EMPTY);
    public static final Setting GATEWAY_PORT = add("gateway.port", "7400", "port", "where clients connect", Check.PORT);
    public static final Setting GATEWAY_CONTROL = add(
            "gateway.control", "127.0.0.1:7410", "endpoint", "where matchers ask for orders (Aeron)", Check.ENDPOINT);
    public static final Setting GATEWAY_PEERS =
            add("gateway.peers", "", "endpoints", "control endpoints of further gateways, with commas", Check.ANY);
    public static final Setting MATCHER_CONTROL = add(
            "matcher.control", "127.0.0.1:7420", "endpoint", "where gateways ask for events (Aeron)", Check.ENDPOINT);
    public static final Setting MATCHER_PEERS =
            add("matcher.peers", "", "endpoints", "control endpoints of further matchers, with commas", Check.ANY);
    public static final Setting MATCHER_IDLE = add(
            "matcher.idle",
            "backoff",
            "busy-spin",
            "strategy",
            "what the matcher does when idle",
            oneOf("busy-spin", "backoff", "yield"));

    public static final Setting REDIS_URL =
            add("redis.url", "embedded", "URL", "the log: embedded or redis://host:port", redisUrl("embedded"));
    public static final Setting REDIS_PORT =
            add("redis.port", "7430", "port", "of the embedded log server", Check.PORT);
    public static final Setting REDIS_BINARY = add(
            "redis.binary",
            "",
            "file",
            "redis-server to run; empty: the one on the PATH, else the shipped one",
            Check.ANY);
    public static final Setting REDIS_MAX_MEMORY = add(
            "redis.max-memory",
            "4g",
            "bytes",
            "memory limit of the embedded log server",
            Check.size(8 * MB, 4096 * GB));
    public static final Setting REDIS_TIMEOUT = add(
            "redis.timeout",
            "5s",
            "time",
            "after which a command's outcome is unknown",
            Check.duration(ofMillis(100), ofMinutes(5)));
    public static final Setting DURABILITY = add(
            "durability",
            "fsync",
            "level",
            "what an acknowledgement must survive: fsync, every-second, memory",
            oneOf("fsync", "every-second", "memory"));
    public static final Setting ARCHIVE = add(
            "archive", "on", "on or off", "whether the log is kept in files, and trimmed in Redis", oneOf("on", "off"));
    public static final Setting ARCHIVE_DIR =
            add("archive.dir", "", "folder", "of these files; empty: archive, in the data folder", Check.ANY);
    public static final Setting ARCHIVE_FILE_SIZE =
            add("archive.file-size", "256m", "bytes", "after which a file is closed", Check.size(64 * KB, 64 * GB));
    public static final Setting ARCHIVE_FORCE_DELAY = add(
            "archive.force-delay",
            "1s",
            "time",
            "after which an entry must be in a file on disk; ticks alone: five minutes",
            Check.duration(ofMillis(1), ofMinutes(5)));
    public static final Setting ARCHIVE_TAIL = add(
            "archive.tail",
            "",
            "bytes",
            "that stay in Redis once they are in the archive; empty: an eighth of redis.max-memory, at most 256m",
            Check.emptyOr(Check.size(MB, 1024 * GB)));
    public static final Setting ARCHIVE_TAIL_AGE = add(
            "archive.tail-age",
            "10m",
            "time",
            "after which an entry in the archive need not stay in Redis",
            Check.duration(ofSeconds(10), Duration.ofDays(365)));
    public static final Setting ARCHIVE_YIELD_ABOVE = add(
            "archive.yield-above",
            "8m",
            "0",
            "bytes/s",
            "into the log, above which the archiver leaves cores and disk to it; 0: never",
            Check.size(0, 1024 * GB));
    public static final Setting ARCHIVE_MAX_YIELD = add(
            "archive.max-yield",
            "30s",
            "time",
            "that it does so at a stretch, while the log has memory left; then it works for as long",
            Check.duration(ofSeconds(1), ofMinutes(60)));
    public static final Setting SNAPSHOT_DIR = add(
            "snapshot.dir",
            "",
            "folder",
            "of the archiver's snapshots; empty: snapshots, in the data folder",
            Check.ANY);
    public static final Setting SNAPSHOT_ENTRIES =
            add("snapshot.entries", "50k", "entries", "after which a snapshot is taken", Check.size(1000, 1024 * GB));
    public static final Setting SNAPSHOT_INTERVAL = add(
            "snapshot.interval",
            "30s",
            "time",
            "between two snapshots, however many entries come",
            Check.duration(ofSeconds(1), Duration.ofDays(1)));
    public static final Setting CACHE_URL = add(
            "cache.url",
            "embedded",
            "URL",
            "the status cache: embedded, none or redis://host:port",
            redisUrl("embedded", "none"));
    public static final Setting CACHE_PORT =
            add("cache.port", "7431", "port", "of the embedded status cache", Check.PORT);
    public static final Setting CACHE_MAX_MEMORY = add(
            "cache.max-memory",
            "256m",
            "bytes",
            "memory limit of the embedded status cache",
            Check.size(4 * MB, 1024 * GB));

    public static final Setting POSTGRES_URL = add(
            "postgres.url",
            "embedded",
            "URL",
            "embedded or jdbc:postgresql://host:port/database",
            Check.matching("embedded|jdbc:postgresql:.+", "give embedded or jdbc:postgresql://host:port/database"));
    public static final Setting POSTGRES_PORT =
            add("postgres.port", "7440", "port", "of the embedded server", Check.PORT);
    public static final Setting POSTGRES_USER =
            add("postgres.user", "postgres", "name", "to log on with", Check.NOT_EMPTY);
    public static final Setting POSTGRES_PASSWORD = add("postgres.password", "", "secret", "to log on with", Check.ANY);
    public static final Setting PERSISTER_MAX_ROWS =
            add("persister.max-rows", "20000", "rows", "after which a batch is written", Check.number(1, 1_000_000));
    public static final Setting PERSISTER_MAX_DELAY = add(
            "persister.max-delay",
            "200ms",
            "time",
            "after which a batch is written",
            Check.duration(ofMillis(1), ofMinutes(1)));
    public static final Setting PERSISTER_YIELD_ABOVE = add(
            "persister.yield-above",
            "32m",
            "0",
            "bytes/s",
            "into the log, above which it leaves cores and disk to the log; 0: never",
            Check.size(0, 1024 * GB));
    public static final Setting PERSISTER_MAX_YIELD = add(
            "persister.max-yield",
            "30s",
            "time",
            "that it does so at a stretch; then it works for as long",
            Check.duration(ofSeconds(1), ofMinutes(60)));

    public static final Setting AERON_DIR = add(
            "aeron.dir",
            "",
            "folder",
            "of the media driver; empty: derived from the data folder, in /dev/shm",
            Check.ANY);
    public static final Setting AERON_MTU =
            add("aeron.mtu", "8k", "bytes", "largest datagram", Check.size(1408, 65504));
    public static final Setting AERON_TERM = add(
            "aeron.term-length", "4m", "16m", "bytes", "of a log buffer's three terms", Check.powerOfTwo(64 * KB, GB));
    public static final Setting AERON_WINDOW = add(
            "aeron.window", "1m", "2m", "bytes", "receiver window and socket buffers", Check.size(64 * KB, 128 * MB));
    public static final Setting AERON_TIMEOUT = add(
            "aeron.timeout",
            "10s",
            "time",
            "after which driver and clients give each other up",
            Check.duration(AeronSettings.MIN_DRIVER_TIMEOUT, ofMinutes(5)));
    public static final Setting AERON_THREADING = add(
            "aeron.threading",
            "shared",
            "dedicated",
            "mode",
            "threads of the media driver",
            oneOf("shared", "shared-network", "dedicated"));

    public static final Setting MAX_ORDERS =
            add("max.orders", "1m", "orders", "live at one time", Check.size(16, 30_000_000));
    public static final Setting MAX_DETAILED_ORDERS = add(
            "max.detailed-orders",
            "128k",
            "orders",
            "of these, stops, icebergs, orders that expire, with a self-trade group or a minimum quantity",
            Check.size(16, 30_000_000));
    public static final Setting MAX_LEVELS =
            add("max.price-levels", "256k", "levels", "at one time", Check.size(16, 4_000_000));
    public static final Setting MAX_SESSIONS =
            add("max.sessions", "16k", "sessions", "kept at one time", Check.size(1, 4 * MB));
    public static final Setting MAX_CHAINS =
            add("max.chains", "64", "chains", "gateways times loops", Check.number(1, 4096));
    public static final Setting MAX_INSTRUMENTS =
            add("max.instruments", "256", "instruments", "of the segment", Check.number(1, 256));
    public static final Setting MAX_ACCOUNTS =
            add("max.accounts", "16k", "accounts", "ever seen", Check.size(1, 10_000_000));
    public static final Setting MAX_POSITIONS =
            add("max.positions", "64k", "positions", "account and instrument", Check.size(1, 16_000_000));
    public static final Setting MAX_TOUCHED =
            add("max.touched-orders", "1000", "orders", "that one record may touch", Check.number(1, 100_000));
    public static final Setting MAX_DEFERRED = add(
            "max.deferred-records",
            "4096",
            "records",
            "that may wait behind one which has more to do",
            Check.number(64, 1_000_000));
    public static final Setting FENCE_TICKS = add(
            "gateway.fence-ticks",
            "10",
            "seconds",
            "of silence after which a gateway is fenced; from it follows how long it trusts Redis alone",
            Check.number(4, 3600));
    public static final Setting SESSION_IDLE = add(
            "session.idle-ticks", "3600", "seconds", "until an idle session may give way", Check.number(60, 1 << 30));
    public static final Setting PROCESS_HEAP =
            add("process.heap", "512m", "bytes", "Java heap of each role's process", Check.size(64 * MB, 64 * GB));

    private SettingTable() {}

    /** {@return all settings, in order} */
    public static List<Setting> all() {
        return List.copyOf(TABLE);
    }

    /**
     * Finds a setting.
     *
     * @param name of it
     * @return the setting, or nothing if there is none
     */
    public static Optional<Setting> find(final String name) {
        return TABLE.stream().filter(setting -> setting.name().equals(name)).findFirst();
    }

    private static Setting add(
            final String name, final String value, final String unit, final String description, final Check check) {
        return add(name, value, value, unit, description, check);
    }

    private static Setting add(
            final String name,
            final String shared,
            final String dedicated,
            final String unit,
            final String description,
            final Check check) {
        final Setting setting = new Setting(name, shared, dedicated, unit, description, check);
        TABLE.add(setting);
        return setting;
    }
}
