package io.matchlock.audit.command;

import io.matchlock.audit.verify.ArchiveVerification;
import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.RunFile;
import io.matchlock.exchange.launch.SettingsOptions;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.exchange.settings.Units;
import io.matchlock.log.LogConnection;
import io.matchlock.log.archive.ArchiveCheck;
import io.matchlock.log.archive.format.ArchiveException;
import io.matchlock.matcher.Tuning;
import io.matchlock.protocol.log.EntryId;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code matchlock verify}: is the archive what was written, and what the log says? */
@Command(
        name = "verify",
        description =
                "Check the archive: each file's SHA-256 and the file before it, each entry's CRC and the chain hash;"
                        + " check the snapshots; compare with the log where Redis runs, and every row of Postgres and of the"
                        + " status cache with the log. Exit code 1 where something differs.")
public final class VerifyCommand implements Callable<Integer> {
    private static final int MAX_SHOWN = 20;
    private static final int WITHOUT_EXECUTION = -1;
    private static final double NS_PER_S = 1e9;

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Option(names = "--deep", description = "run all orders through an engine once more, and compare the events")
    private boolean isDeep;

    @Option(names = "--without-ledger", description = "don't compare Postgres and the status cache")
    private boolean isWithoutLedger;

    private long shown;

    @Override
    public Integer call() {
        final Settings settings = options.load();
        final Path folder = LogAccess.archive(settings);
        if (Files.notExists(folder)) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED,
                    "there is no archive in " + folder + ": set archive=on for the segment to keep one.",
                    null);
        }
        final PrintWriter out = spec.commandLine().getOut();
        final ArchiveVerification verification =
                new ArchiveVerification(folder, LogAccess.snapshots(settings), finding -> show(out, finding));
        try {
            files(out, folder, verification);
        } catch (final ArchiveException e) {
            throw new OperatorException(ExitCode.DEPENDENCY_LOST, e.getMessage() + ".", e);
        }
        if (RunFile.read(new DataFolder(settings.data()), Addresses.REDIS).isPresent()) {
            try (LogConnection connection = new LogAccess(settings).open()) {
                out.println(
                        "log         " + grouped(verification.streams(connection, settings.text(SettingTable.SEGMENT)))
                                + " entries of each stream compared with the archive");
            }
        } else {
            out.println("log         not compared: no Redis runs on this folder");
        }
        final long faults = verification.faults() + (isWithoutLedger ? 0 : ledger(out, settings));
        out.println(faults == 0 ? "PASS" : "differences: " + faults + "  FAIL");
        out.flush();
        return faults == 0 ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    /** Returns how many differences there are. */
    private long ledger(final PrintWriter out, final Settings settings) {
        final Addresses addresses = new Addresses(settings);
        if (addresses.isEmbedded(SettingTable.POSTGRES_URL)
                && RunFile.read(new DataFolder(settings.data()), Addresses.POSTGRES)
                        .isEmpty()) {
            out.println("ledger      not compared: no Postgres runs on this folder");
            return 0;
        }
        return new LedgerReport(settings, out, finding -> show(out, finding)).run();
    }

    private void files(final PrintWriter out, final Path folder, final ArchiveVerification verification) {
        final long startNs = System.nanoTime();
        final ArchiveCheck check = verification.files(isDeep ? Tuning.shared().hashInterval() : WITHOUT_EXECUTION);
        final double seconds = (System.nanoTime() - startNs) / NS_PER_S;
        out.println("archive     " + folder + ", " + grouped(check.entries()) + " entries of each stream, up to "
                + EntryId.format(check.lastId()));
        out.printf(
                Locale.ROOT,
                "            %s, %s before compression (%.1f x), read in %.1f s%n",
                Units.format(check.bytes()),
                Units.format(check.rawBytes()),
                (double) check.rawBytes() / Math.max(1L, check.bytes()),
                seconds);
        out.println("snapshots   " + verification.snapshots() + " read whole"
                + (isDeep ? ", their state compared with that of a second execution" : ""));
        if (isDeep) {
            out.println("execution   all orders once more, events compared byte for byte");
        }
    }

    private void show(final PrintWriter out, final String finding) {
        shown++;
        if (shown <= MAX_SHOWN) {
            out.println("DIFFERENT   " + finding);
        } else if (shown == MAX_SHOWN + 1) {
            out.println("            and more, which are only counted");
        }
    }

    private static String grouped(final long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
