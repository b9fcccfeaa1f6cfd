package io.matchlock.exchange.role;

import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.settings.Setting;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** All roles, in the order in which they start; they stop in the opposite one, so that each drains into the next. */
public enum RoleKind {
    /** Moves datagrams for gateway and matcher. */
    DRIVER("the Aeron media driver", false),
    /** Holds the log. */
    REDIS("the log's Redis", false),
    /** Holds order status for those who ask. */
    CACHE("the status cache", false),
    /** Holds the tables. */
    POSTGRES("Postgres", false),
    /** Brings the log to Postgres. */
    PERSISTER("the persister", true),
    /** Keeps the log on disk, and computes it once more. */
    ARCHIVER("the archiver", true),
    /** Matches orders. */
    MATCHER("the matcher", true),
    /** Takes orders from clients. */
    GATEWAY("the gateway", true);

    private final String title;
    private final boolean needsLog;

    RoleKind(final String title, final boolean needsLog) {
        this.title = title;
        this.needsLog = needsLog;
    }

    /**
     * The roles that a segment on this machine consists of.
     *
     * @param settings that are effective
     * @return all but the servers that run elsewhere, and what is not wanted
     */
    public static List<RoleKind> needed(final Settings settings) {
        return Arrays.stream(values()).filter(kind -> kind.isNeeded(settings)).toList();
    }

    /**
     * Starts the role in this process.
     *
     * @param settings that are effective
     * @param isStopped whether the start is being cut short
     * @return the running role
     */
    public Role start(final Settings settings, final BooleanSupplier isStopped) {
        return switch (this) {
            case DRIVER -> DriverRole.start(settings);
            case REDIS -> RedisRole.log(settings);
            case CACHE -> RedisRole.cache(settings);
            case POSTGRES -> PostgresRole.start(settings, isStopped);
            case PERSISTER -> PersisterRole.start(settings);
            case ARCHIVER -> ArchiverRole.start(settings);
            case MATCHER -> MatcherRole.start(settings);
            case GATEWAY -> GatewayRole.start(settings);
        };
    }

    /** {@return whether the role can't start without a segment in the log} */
    public boolean needsLog() {
        return needsLog;
    }

    /** {@return what people call it, with its article} */
    public String title() {
        return title;
    }

    /** {@return the name, as in commands and files} */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    private boolean isNeeded(final Settings settings) {
        return switch (this) {
            case REDIS -> isEmbedded(settings, SettingTable.REDIS_URL);
            case CACHE -> isEmbedded(settings, SettingTable.CACHE_URL);
            case POSTGRES -> isEmbedded(settings, SettingTable.POSTGRES_URL);
            case ARCHIVER -> settings.text(SettingTable.ARCHIVE).equals("on");
            case DRIVER, PERSISTER, MATCHER, GATEWAY -> true;
        };
    }

    private static boolean isEmbedded(final Settings settings, final Setting url) {
        return new Addresses(settings).isEmbedded(url);
    }
}
