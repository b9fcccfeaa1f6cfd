package io.matchlock.exchange.recovery;

import io.matchlock.exchange.deploy.RunningRole;
import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.SegmentFile;
import io.matchlock.exchange.launch.SettingsOptions;
import io.matchlock.exchange.role.RoleKind;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.segment.KeyFile;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.segment.WholeLog;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.log.LogConnection;
import io.matchlock.log.archive.format.ArchiveException;
import io.matchlock.log.backup.LogBackup;
import io.matchlock.log.backup.LogRestore;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.epoch.EpochOpener;
import io.matchlock.persister.fold.InconsistentLogException;
import io.matchlock.persister.rebuild.LedgerRebuild;
import io.matchlock.persister.store.StoreException;
import io.matchlock.persister.store.jdbc.LostRows;
import io.matchlock.protocol.internal.LostEntries;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EpochFence;
import io.matchlock.protocol.segment.SegmentId;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code matchlock restore}: makes a data folder of a backup. */
@Command(
        name = "restore",
        description =
                "Make a data folder of a backup, in a new epoch of the log. What was acknowledged after the backup is"
                        + " missing there. A Postgres of your own (postgres.url) that is ahead is brought back to the log; what it had"
                        + " beyond moves to schema \"lost\". No other role may run.",
        footer = {"", "Example:", "  matchlock restore /backup/2026-11-28 --data /srv/new --keys /safe/keys"})
public final class RestoreCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "the backup's folder")
    private Path source;

    @Option(names = "--keys", paramLabel = "FILE", description = "the access keys, whose secrets no backup has")
    private Path keys;

    private Properties facts;

    @Override
    public Integer call() {
        final BackupFolder backup = new BackupFolder(source);
        facts = backup.read();
        final Path data = options.load().data();
        BackupFolder.requireEmpty(data, "the data folder");
        BackupFolder.copyFile(backup.file("matchlock.properties"), data.resolve("matchlock.properties"));
        BackupFolder.copyFile(backup.file("instruments.csv"), data.resolve("instruments.csv"));
        if (keys != null) {
            BackupFolder.copyFile(keys, data.resolve("keys"));
        }
        final Settings settings = options.load();
        BackupFolder.copy(LogBackup.archive(backup.root()), LogAccess.archive(settings));
        BackupFolder.copy(backup.snapshots(), LogAccess.snapshots(settings));
        BackupFolder.force(data);
        final RunningRole redis = new Addresses(settings).isEmbedded(SettingTable.REDIS_URL)
                ? RunningRole.start(RoleKind.REDIS, settings)
                : null;
        try (redis) {
            restore(settings, backup);
            return ExitCode.OK;
        } catch (final LogUnavailableException | StoreException e) {
            throw new OperatorException(ExitCode.DEPENDENCY_LOST, e.getMessage() + ".", e);
        } catch (final LogCorruptException | ArchiveException | InconsistentLogException e) {
            throw new OperatorException(ExitCode.CHECK_FAILED, e.getMessage() + ".", e);
        }
    }

    private void restore(final Settings settings, final BackupFolder backup) {
        final EpochFence fence;
        try (LogConnection connection = LogConnection.open(new LogAccess(settings).settings())) {
            final long last = new LogRestore(connection, backup.root(), LogAccess.archive(settings)).run();
            if (!EntryId.format(last).equals(facts.getProperty(BackupFolder.LAST_ORDERS))) {
                throw new LogCorruptException("the backup in " + backup.root() + " ends at " + EntryId.format(last)
                        + ", not at " + facts.getProperty(BackupFolder.LAST_ORDERS));
            }
            fence = new EpochOpener(connection, SystemNanoClock.INSTANCE)
                    .open(
                            LostEntries.Unknown,
                            "restored from a backup of " + facts.getProperty(BackupFolder.TAKEN_AT),
                            SystemEpochNanoClock.INSTANCE.nanoTime(),
                            PATIENCE);
        }
        new SegmentFile(new DataFolder(settings.data()))
                .remember(SegmentId.parse(facts.getProperty(BackupFolder.SEGMENT_ID)));
        say("log         up to " + EntryId.format(fence.lastId()) + ", epoch " + EntryId.epoch(fence.id())
                + " begins with " + EntryId.format(fence.id()));
        say("missing     whatever was acknowledged after " + facts.getProperty(BackupFolder.TAKEN_AT));
        bringBackLedger(settings, fence);
        tellKeys(settings);
    }

    private void bringBackLedger(final Settings settings, final EpochFence fence) {
        if (new Addresses(settings).isEmbedded(SettingTable.POSTGRES_URL)) {
            say("ledger      the embedded Postgres is empty, the persister fills it from the log");
            return;
        }
        final LostRows lost = new LostRows(new Addresses(settings).database());
        final long position = lost.position();
        if (position <= fence.lastId()) { // beyond it is nothing but the fence, which no persister has seen
            say("ledger      at " + EntryId.format(position) + ", not ahead of the log");
            return;
        }
        final Map<String, Long> moved = lost.keep(fence.lastId(), EntryId.epoch(fence.lastId()));
        try (WholeLog log = WholeLog.open(settings)) {
            new LedgerRebuild(new Addresses(settings).database(), settings.text(SettingTable.SEGMENT), at -> {})
                    .run(log::read);
        }
        say("ledger      was at " + EntryId.format(position) + ", ahead of the log; it was written anew from there");
        moved.forEach((table, rows) -> say("            " + table + ": " + rows + " rows that lost entries wrote"));
    }

    private void tellKeys(final Settings settings) {
        if (keys == null) {
            say("keys        not there: put file " + settings.file(SettingTable.KEYS, "keys")
                    + " back before you start, or clients can't log on");
        } else {
            say("keys        "
                    + KeyFile.read(settings.file(SettingTable.KEYS, "keys")).size() + " from " + keys);
        }
    }

    private void say(final String line) {
        final PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
