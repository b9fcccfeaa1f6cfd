package io.matchlock.exchange.segment;

import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.RunFile;
import io.matchlock.exchange.settings.Origin;
import io.matchlock.exchange.settings.Setting;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.persister.store.DatabaseSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the servers of a segment are: what this data folder runs is where its run file says, all else where the settings say. A
 * default port is nobody's address: another instance may have it.
 */
public final class Addresses {
    /** Run file of the embedded log server. */
    public static final String REDIS = "redis";
    /** Run file of the embedded status cache. */
    public static final String CACHE = "cache";
    /** Run file of the embedded Postgres. */
    public static final String POSTGRES = "postgres";
    /** Run file of the gateway. */
    public static final String GATEWAY = "gateway";
    /** Fact of a run file: a URL. */
    public static final String URL = "url";
    /** Fact of a run file: a port. */
    public static final String PORT = "port";
    /** Fact of a run file: the process id of a server that is a child of the role's process. */
    public static final String SERVER_PID = "server-pid";

    /** Value of a URL setting: a server of our own. */
    public static final String EMBEDDED = "embedded";

    private static final String NONE = "none";

    private final Settings settings;
    private final DataFolder folder;

    /**
     * Addresses of a segment.
     *
     * @param settings that are effective
     */
    public Addresses(final Settings settings) {
        this.settings = settings;
        this.folder = new DataFolder(settings.data());
    }

    /** {@return the log's URL} */
    public String log() {
        return redis(SettingTable.REDIS_URL, SettingTable.REDIS_PORT, REDIS);
    }

    /** {@return the status cache's URL, or nothing if there is to be none, or none that is known to be this folder's} */
    public Optional<String> cache() {
        if (NONE.equals(settings.text(SettingTable.CACHE_URL))) {
            return Optional.empty();
        }
        return !isEmbedded(SettingTable.CACHE_URL) || isNamed(SettingTable.CACHE_PORT)
                ? Optional.of(redis(SettingTable.CACHE_URL, SettingTable.CACHE_PORT, CACHE))
                : fact(CACHE, URL);
    }

    /** {@return the status cache's URL for one who asks; nothing if there is none, or if this folder's does not run} */
    public Optional<String> runningCache() {
        return isEmbedded(SettingTable.CACHE_URL) ? fact(CACHE, URL) : cache();
    }

    /** {@return Postgres's JDBC URL, without user and password} */
    public String postgres() {
        return isEmbedded(SettingTable.POSTGRES_URL)
                ? running(POSTGRES, URL)
                : settings.text(SettingTable.POSTGRES_URL);
    }

    /** {@return the segment's database, with what to log on with; an embedded one asks for nothing} */
    public DatabaseSettings database() {
        return isEmbedded(SettingTable.POSTGRES_URL)
                ? new DatabaseSettings(postgres(), null, null)
                : new DatabaseSettings(
                        postgres(),
                        settings.text(SettingTable.POSTGRES_USER),
                        settings.text(SettingTable.POSTGRES_PASSWORD));
    }

    /** {@return where clients connect} */
    public InetSocketAddress gateway() {
        final String host = settings.text(SettingTable.GATEWAY_HOST);
        final boolean isElsewhere =
                settings.origin(SettingTable.GATEWAY_HOST) != Origin.DEFAULT || isNamed(SettingTable.GATEWAY_PORT);
        final int port = fact(GATEWAY, PORT)
                .map(Integer::parseInt)
                .orElseGet(() -> isElsewhere && settings.number(SettingTable.GATEWAY_PORT) != 0
                        ? settings.number(SettingTable.GATEWAY_PORT)
                        : Integer.parseInt(running(GATEWAY, PORT)));
        return new InetSocketAddress(host, port);
    }

    /** {@return the media driver's folder} */
    public Path aeron() {
        final String text = settings.text(SettingTable.AERON_DIR);
        return text.isEmpty() ? folder.aeron() : Path.of(text).toAbsolutePath();
    }

    /**
     * Whether a server is to be one of our own.
     *
     * @param url setting of its URL
     * @return true if it is
     */
    public boolean isEmbedded(final Setting url) {
        return EMBEDDED.equals(settings.text(url));
    }

    private String redis(final Setting url, final Setting port, final String role) {
        if (!isEmbedded(url)) {
            return settings.text(url);
        }
        return fact(role, URL)
                .orElseGet(() -> isNamed(port) ? "redis://127.0.0.1:" + settings.number(port) : running(role, URL));
    }

    /** Whether somebody has named a port, rather than left it to the defaults or to chance. */
    private boolean isNamed(final Setting port) {
        return settings.origin(port) != Origin.DEFAULT && settings.number(port) != 0;
    }

    private Optional<String> fact(final String role, final String name) {
        return RunFile.read(folder, role).map(facts -> facts.get(name));
    }

    private String running(final String role, final String fact) {
        return fact(role, fact)
                .orElseThrow(() -> OperatorException.startup("no running " + role + " in data folder " + folder.root()
                        + "; start one with matchlock up, or name its address in the settings."));
    }
}
