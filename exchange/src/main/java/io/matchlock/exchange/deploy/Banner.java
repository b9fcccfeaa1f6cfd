package io.matchlock.exchange.deploy;

import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.SegmentFile;
import io.matchlock.exchange.role.RoleKind;
import io.matchlock.exchange.segment.FixedLimit;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.exchange.settings.Units;
import io.matchlock.log.LogConnection;
import io.matchlock.log.server.Durability;
import io.matchlock.log.server.MemoryUse;
import io.matchlock.log.server.ServerCheck;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.segment.SegmentDefinition;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is printed at start: versions, ports, process ids, data folder, durability, limits, profile. */
public final class Banner {
    private static final String ROW = "  %-12s %s%n";

    private final Settings settings;
    private final String version;
    private Optional<SegmentDefinition> segment = Optional.empty();

    /**
     * A banner.
     *
     * @param settings that are effective
     * @param version of this build
     */
    public Banner(final Settings settings, final String version) {
        this.settings = settings;
        this.version = version;
    }

    /**
     * Prints what runs.
     *
     * @param out to print to
     * @param roles that run in this process, in the order of their start
     */
    public void print(final PrintWriter out, final List<RunningRole> roles) {
        printSegment(out);
        for (final RunningRole role : roles) {
            out.printf(Locale.ROOT, ROW, role.kind().text(), role.role().describe());
        }
        if (roles.stream()
                .anyMatch(role -> role.kind() == RoleKind.REDIS || role.kind().needsLog())) {
            printLog(out);
        }
        printLimits(out, sharedLimits());
        roles.forEach(role -> printLimits(out, role.role().limits()));
        out.flush();
    }

    /**
     * Prints what all roles have in common, where each is a process of its own.
     *
     * @param out to print to
     */
    public void printShared(final PrintWriter out) {
        printSegment(out);
        printLog(out);
        printLimits(out, sharedLimits());
        out.flush();
    }

    /**
     * Prints what is one role's own.
     *
     * @param out to print to
     * @param role that runs in this process
     */
    public void printRole(final PrintWriter out, final RunningRole role) {
        out.println(role.role().describe());
        role.role().limits().forEach(limit -> out.println("limit: " + limit));
        out.flush();
    }

    private void printSegment(final PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "Matchlock %s, Java %s, process %d%n",
                version,
                Runtime.version(),
                ProcessHandle.current().pid());
        out.printf(Locale.ROOT, ROW, "data", settings.data());
        out.printf(
                Locale.ROOT,
                ROW,
                "segment",
                settings.text(SettingTable.SEGMENT) + ", " + new SegmentFile(new DataFolder(settings.data())).text());
        out.printf(
                Locale.ROOT,
                ROW,
                "profile",
                settings.profile().text() + ", "
                        + Units.count(Runtime.getRuntime().availableProcessors(), "core"));
    }

    private static void printLimits(final PrintWriter out, final List<String> limits) {
        limits.forEach(limit -> out.printf(Locale.ROOT, ROW, "limit", limit));
    }

    private void printLog(final PrintWriter out) {
        final LogAccess access = new LogAccess(settings);
        segment = access.definition();
        try (LogConnection connection = access.open()) {
            final ServerCheck check = connection.serverCheck();
            final MemoryUse memory = connection.memory();
            final boolean isFull = check.offered() == Durability.FSYNC;
            out.printf(
                    Locale.ROOT,
                    ROW,
                    "durability",
                    check.offered() + " offered, " + access.settings().required() + " required; Redis "
                            + check.version() + ", appendfsync " + check.appendfsync()
                            + (isFull ? "" : "  ** acknowledged orders can be lost with the process **"));
            out.printf(
                    Locale.ROOT,
                    ROW,
                    "log memory",
                    Units.format(memory.usedBytes()) + " of " + Units.format(memory.maxBytes())
                            + "; used, or owed to orders that live or wait for an answer: new orders refused at 70 %,"
                            + " only cancels from 80 %, time stands from 85 %, nothing from 95 %");
        }
    }

    private List<String> sharedLimits() {
        final String engine = "engine, for the segment's life: " + limit(FixedLimit.ORDERS) + " orders, "
                + limit(FixedLimit.DETAILED_ORDERS) + " of them with details, "
                + limit(FixedLimit.LEVELS) + " price levels, "
                + limit(FixedLimit.SESSIONS) + " sessions, "
                + limit(FixedLimit.CHAINS) + " chains, "
                + limit(FixedLimit.INSTRUMENTS) + " instruments, "
                + limit(FixedLimit.ACCOUNTS) + " accounts, "
                + limit(FixedLimit.POSITIONS) + " positions, "
                + limit(FixedLimit.TOUCHED) + " orders touched by one record, "
                + limit(FixedLimit.DEFERRED) + " records waiting";
        final String entry = "each entry of the log: " + OrdersEntry.MAX_RECORDS + " records in "
                + Units.format(OrdersEntry.MAX_LENGTH) + ", its events " + Units.format(EventsEntry.MAX_LENGTH);
        return List.of(engine, entry);
    }

    private int limit(final FixedLimit limit) {
        return limit.value(segment, settings);
    }
}
