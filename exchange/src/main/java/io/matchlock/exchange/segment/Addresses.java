package io.matchlock.exchange.segment;

import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.RunFile;
import io.matchlock.exchange.settings.Origin;
import io.matchlock.exchange.settings.Setting;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.persister.store.DatabaseSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the servers of a segment are: what this data folder runs is where the run file of the living process says, servers
 * elsewhere are where the settings say. A port in the settings is where a server is to be started, and nobody's address:
 * another instance may have it.
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
    /** Fact of a run file: the address that a server listens on. */
    public static final String HOST = "host";
    /** Fact of a run file: a port. */
    public static final String PORT = "port";
    /** Fact of a run file: an endpoint of Aeron. */
    public static final String CONTROL = "control";
    /** Fact of a run file: the media driver's folder. */
    public static final String AERON = "aeron";
    /** Fact of a run file: the process id of a server that is a child of the role's process. */
    public static final String SERVER_PID = "server-pid";
    /** Fact of a run file: the id of the segment. */
    public static final String SEGMENT_ID = "segment-id";

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
        return server(SettingTable.REDIS_URL, REDIS);
    }

    /** {@return the status cache's URL, or nothing if there is to be none or this folder's does not run} */
    public Optional<String> cache() {
        if (isEmbedded(SettingTable.CACHE_URL)) {
            return fact(CACHE, URL);
        }
        return Optional.of(settings.text(SettingTable.CACHE_URL)).filter(url -> !NONE.equals(url));
    }

    /** {@return Postgres's JDBC URL, without user and password} */
    public String postgres() {
        return server(SettingTable.POSTGRES_URL, POSTGRES);
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

    /** {@return where clients connect: to the gateway of this data folder, or to one on another machine that the settings name} */
    public InetSocketAddress gateway() {
        final Optional<Map<String, String>> running = RunFile.read(folder, GATEWAY);
        if (running.isPresent()) {
            final InetSocketAddress bound = new InetSocketAddress(
                    running.get().get(HOST), Integer.parseInt(running.get().get(PORT)));
            return bound.getAddress() != null && bound.getAddress().isAnyLocalAddress()
                    ? new InetSocketAddress(InetAddress.getLoopbackAddress(), bound.getPort())
                    : bound;
        }
        if (settings.origin(SettingTable.GATEWAY_HOST) == Origin.DEFAULT
                || settings.number(SettingTable.GATEWAY_PORT) == 0) {
            throw nothingRuns(GATEWAY);
        }
        final InetSocketAddress named = settings.address(SettingTable.GATEWAY_HOST, SettingTable.GATEWAY_PORT);
        if (isHere(named.getAddress())) {
            throw nothingRuns(GATEWAY);
        }
        return named;
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

    private String server(final Setting url, final String role) {
        return isEmbedded(url) ? fact(role, URL).orElseThrow(() -> nothingRuns(role)) : settings.text(url);
    }

    private Optional<String> fact(final String role, final String name) {
        return RunFile.read(folder, role).map(facts -> facts.get(name));
    }

    private OperatorException nothingRuns(final String role) {
        return OperatorException.startup(
                "no segment runs on data folder " + folder.root() + " (no living process is its " + role
                        + "): start one with matchlock up, or name another folder with --data.");
    }

    /** A gateway on this machine says in its run file where it is, so one that says nothing is not there. */
    private static boolean isHere(final InetAddress address) {
        try {
            return address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (final SocketException e) {
            return false;
        }
    }
}
