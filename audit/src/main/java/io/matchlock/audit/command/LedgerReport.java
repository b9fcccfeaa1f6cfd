package io.matchlock.audit.command;

import io.matchlock.audit.auditor.store.Findings;
import io.matchlock.audit.verify.LedgerVerification;
import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.segment.WholeLog;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.log.archive.format.ArchiveException;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.persister.status.StatusCacheCheck;
import io.matchlock.persister.store.DatabaseSettings;
import io.matchlock.protocol.log.EntryId;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** What {@code matchlock verify} says of Postgres and the status cache. */
final class LedgerReport {
    private static final int MAX_SENTENCES = 10;

    private final Settings settings;
    private final PrintWriter out;
    private final Consumer<String> show;
    private final DatabaseSettings database;
    private final String segment;
    private long faults;

    LedgerReport(final Settings settings, final PrintWriter out, final Consumer<String> show) {
        this.settings = settings;
        this.out = out;
        this.show = show;
        database = new Addresses(settings).database();
        segment = settings.text(SettingTable.SEGMENT);
    }

    /** Returns how many differences there are. */
    long run() {
        final Findings findings = new Findings(MAX_SENTENCES);
        final LedgerVerification ledger = new LedgerVerification(database, findings);
        try {
            compare(ledger);
        } catch (final IllegalStateException e) {
            throw new OperatorException(ExitCode.DEPENDENCY_LOST, e.getMessage() + ".", e);
        }
        findings.sentences().forEach(show);
        for (final Findings.Kind kind : Findings.Kind.values()) {
            faults += findings.count(kind);
        }
        out.printf(
                Locale.ROOT,
                "ledger      all rows compared with %,d entries of the log, up to %s%n",
                ledger.entries(),
                EntryId.format(ledger.position()));
        final List<LocalDate> gone = ledger.detached();
        if (!gone.isEmpty()) {
            out.println("            " + gone.size() + " days are detached and were not compared: " + gone.get(0)
                    + " to " + gone.get(gone.size() - 1));
        }
        new Addresses(settings).cache().ifPresent(this::cache);
        return faults;
    }

    private void compare(final LedgerVerification ledger) {
        try (WholeLog log = WholeLog.open(settings)) {
            ledger.run(segment, log::read);
        } catch (final LogCorruptException | ArchiveException e) {
            faults++;
            show.accept("the log can't be read, so not all rows were compared: " + e.getMessage());
        }
    }

    private void cache(final String url) {
        try {
            final OptionalLong orders = new StatusCacheCheck(url, segment, database, finding -> {
                        faults++;
                        show.accept(finding);
                    })
                    .run();
            out.println(
                    orders.isPresent()
                            ? String.format(
                                    Locale.ROOT, "cache       %,d orders compared with their rows", orders.getAsLong())
                            : "cache       not compared: it does not answer");
        } catch (final SQLException e) {
            throw new OperatorException(
                    ExitCode.DEPENDENCY_LOST, "Postgres does not answer: " + e.getMessage() + ".", e);
        }
    }
}
