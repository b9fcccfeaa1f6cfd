package io.matchlock.log.server;

import io.matchlock.log.redis.request.RedisReply;
import io.matchlock.log.redis.request.Resp;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Redis server says of itself, read back at start-up. A value that the server does not tell is empty or {@code unknown}.
 *
 * @param version such as 7.0.15
 * @param role master or slave
 * @param appendonly yes or no
 * @param appendfsync always, everysec or no
 * @param noAppendfsyncOnRewrite yes or no
 * @param save the save points, empty for none
 * @param maxmemoryPolicy such as noeviction
 * @param maxmemory bytes, 0 for no limit
 * @param memAllocator such as jemalloc-5.2.1 or libc
 * @param streamNodeMaxBytes a stream's node takes entries up to this size, 0 for no limit
 */
public record ServerCheck(
        String version,
        String role,
        String appendonly,
        String appendfsync,
        String noAppendfsyncOnRewrite,
        String save,
        String maxmemoryPolicy,
        long maxmemory,
        String memAllocator,
        String streamNodeMaxBytes) {
    /**
     * The largest {@code stream-node-max-bytes} at which Redis is safe with any allocator: less than the smallest entry,
     * so that each entry gets a node of its own that was never larger than it is now. With more, XADD shrinks the full
     * node to its size, and an allocator that moves what shrinks can make the stream's index point to freed memory
     * (valkey-io/valkey#4705; here a Redis linked with musl ended with signal 11 in one of two test runs).
     */
    public static final int SAFE_STREAM_NODE_BYTES = 64;

    private static final String APPENDONLY = "appendonly";
    private static final String APPENDFSYNC = "appendfsync";
    private static final String NO_FSYNC_ON_REWRITE = "no-appendfsync-on-rewrite";

    /** The command that asks for what {@link #durability(List)} reads. */
    public static final byte[] DURABILITY = Resp.command("CONFIG", "GET", APPENDONLY, APPENDFSYNC, NO_FSYNC_ON_REWRITE);

    private static final int MIN_MAJOR_VERSION = 7;

    /**
     * Asks a server.
     *
     * @param server to ask
     * @return what it says; {@code unknown} where it does not tell a setting
     * @throws io.matchlock.log.entry.LogUnavailableException if it does not answer
     */
    public static ServerCheck read(final ServerCommands server) {
        return new ServerCheck(
                InfoText.text(server.ask("INFO", "server").first(), "redis_version"),
                InfoText.text(server.ask("INFO", "replication").first(), "role"),
                configured(server, APPENDONLY),
                configured(server, APPENDFSYNC),
                configured(server, NO_FSYNC_ON_REWRITE),
                configured(server, "save"),
                configured(server, "maxmemory-policy"),
                InfoText.number(server.ask("INFO", "memory").first(), "maxmemory"),
                InfoText.text(server.ask("INFO", "memory").first(), "mem_allocator"),
                configured(server, "stream-node-max-bytes"));
    }

    /**
     * The reasons not to use the server as a log.
     *
     * @param required what it must promise
     * @return one sentence each, empty if all is well
     */
    public List<String> violations(final Durability required) {
        final List<String> found = new ArrayList<>();
        if (majorVersion() < MIN_MAJOR_VERSION) {
            found.add("Redis is version " + version + ": ids of the form <epoch>-* need " + MIN_MAJOR_VERSION
                    + ".0 or later");
        }
        if (!role.equals("master")) {
            found.add("Redis is a replica (role " + role + "): connect to its master");
        }
        require(found, "maxmemory-policy", maxmemoryPolicy, "noeviction");
        if (maxmemory == 0) {
            found.add("maxmemory is 0, no limit: set one, for admission goes by it");
        }
        if (required != Durability.MEMORY) {
            require(found, "appendonly", appendonly, "yes");
            require(found, "save", save, "");
        }
        if (memAllocator.startsWith("libc") && !isSafeNode()) {
            found.add("stream-node-max-bytes is \"" + streamNodeMaxBytes
                    + "\" and Redis is built with libc's allocator," + " which can damage streams: set it to \""
                    + SAFE_STREAM_NODE_BYTES + "\", or use jemalloc");
        }
        checkFsync(found, required);
        return found;
    }

    /** {@return the durability that the server's settings amount to} */
    public Durability offered() {
        return durability(appendonly, appendfsync, noAppendfsyncOnRewrite);
    }

    /**
     * Reads the answer to {@link #DURABILITY}.
     *
     * @param values names and values
     * @return null where the server does not tell
     */
    public static Durability durability(final List<String> values) {
        final String appendonly = value(values, APPENDONLY);
        final String appendfsync = value(values, APPENDFSYNC);
        return appendonly.isEmpty() || appendfsync.isEmpty()
                ? null
                : durability(appendonly, appendfsync, value(values, NO_FSYNC_ON_REWRITE));
    }

    private static String configured(final ServerCommands server, final String name) {
        final RedisReply reply = server.request("CONFIG", "GET", name);
        return reply.failure() == null && reply.values().size() == 2
                ? reply.values().get(1)
                : "unknown";
    }

    private static String value(final List<String> values, final String name) {
        final int at = values.indexOf(name);
        return at < 0 || at + 1 >= values.size() ? "" : values.get(at + 1);
    }

    private static Durability durability(
            final String appendonly, final String appendfsync, final String noFsyncOnRewrite) {
        if (!appendonly.equals("yes") || appendfsync.equals("no")) {
            return Durability.MEMORY;
        }
        return appendfsync.equals("always") && noFsyncOnRewrite.equals("no")
                ? Durability.FSYNC
                : Durability.EVERY_SECOND;
    }

    private void checkFsync(final List<String> found, final Durability required) {
        if (required == Durability.FSYNC) {
            require(found, "appendfsync", appendfsync, "always");
            require(found, "no-appendfsync-on-rewrite", noAppendfsyncOnRewrite, "no");
        } else if (required == Durability.EVERY_SECOND && !appendfsync.equals("always")) {
            require(found, "appendfsync", appendfsync, "everysec");
        }
    }

    private boolean isSafeNode() {
        return streamNodeMaxBytes.matches("[1-9][0-9]?")
                && Integer.parseInt(streamNodeMaxBytes) <= SAFE_STREAM_NODE_BYTES;
    }

    private static void require(final List<String> found, final String name, final String value, final String wanted) {
        if (!value.equals(wanted)) {
            found.add(name + " is \"" + value + "\": set it to \"" + wanted + "\""
                    + (name.equals("appendfsync") ? ", or accept less durability in the settings" : ""));
        }
    }

    private int majorVersion() {
        final int dot = version.indexOf('.');
        return dot < 1 ? 0 : Integer.parseInt(version.substring(0, dot));
    }
}
