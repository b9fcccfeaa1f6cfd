package io.matchlock.exchange.recovery;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.launch.SettingsOptions;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.segment.KeyFile;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.settings.Origin;
import io.matchlock.exchange.settings.Setting;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.log.LogConnection;
import io.matchlock.log.archive.format.ArchiveException;
import io.matchlock.log.backup.LogBackup;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.matcher.snapshot.SnapshotFolder;
import io.matchlock.persister.store.StoreException;
import io.matchlock.persister.store.jdbc.LostRows;
import io.matchlock.protocol.log.EntryId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code matchlock backup}: the log and what belongs to it, in a folder. */
@Command(
        name = "backup",
        description =
                "Take a backup while the market runs: the log, the newest snapshot, settings and the ids of access"
                        + " keys, no secrets. Redis must run. Postgres is not in it: the ledger follows from the log.",
        footer = {"", "Example:", "  matchlock backup /backup/2026-11-28"})
public final class BackupCommand implements Callable<Integer> {
    private static final int ATTEMPTS = 5;

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "the backup's folder: missing, or empty")
    private Path target;

    @Override
    public Integer call() {
        final Settings settings = options.load();
        final BackupFolder backup = new BackupFolder(target);
        final Properties facts = new Properties();
        try (LogConnection connection = new LogAccess(settings).open()) {
            facts.setProperty(
                    BackupFolder.SEGMENT_ID, connection.readGenesis().id().toString());
            BackupFolder.requireEmpty(backup.root(), "the folder of the backup");
            copySnapshot(settings, backup);
            final String ledger = ledger(settings);
            final LogBackup.Taken taken = new LogBackup(connection, backup.root()).take(LogAccess.archive(settings));
            writeSettings(settings, backup);
            facts.setProperty(BackupFolder.SEGMENT, settings.text(SettingTable.SEGMENT));
            facts.setProperty(BackupFolder.TAKEN_AT, Instant.now().toString());
            facts.setProperty(BackupFolder.LAST_PAIR, EntryId.format(taken.lastPairId()));
            facts.setProperty(BackupFolder.CHAIN_HASH, Long.toHexString(taken.chainHash()));
            facts.setProperty(BackupFolder.LAST_ORDERS, EntryId.format(taken.lastOrdersId()));
            facts.setProperty(BackupFolder.LEDGER, ledger);
            backup.write(facts);
        } catch (final LogUnavailableException e) {
            throw new OperatorException(ExitCode.DEPENDENCY_LOST, e.getMessage() + ".", e);
        } catch (final LogCorruptException | ArchiveException e) {
            throw new OperatorException(ExitCode.CHECK_FAILED, e.getMessage() + ".", e);
        }
        tell(backup, facts);
        return ExitCode.OK;
    }

    /** Before the log, which then has all that the snapshot is of. The archiver may drop it meanwhile, for a newer one. */
    private static void copySnapshot(final Settings settings, final BackupFolder backup) {
        for (int attempt = 1; ; attempt++) {
            final List<Path> snapshots = new SnapshotFolder(LogAccess.snapshots(settings)).newestFirst();
            if (snapshots.isEmpty()) {
                return;
            }
            try {
                Files.createDirectories(backup.snapshots());
                Files.copy(
                        snapshots.get(0),
                        backup.snapshots().resolve(snapshots.get(0).getFileName()));
                return;
            } catch (final NoSuchFileException e) {
                if (attempt == ATTEMPTS) {
                    throw BackupFolder.failed(snapshots.get(0), e);
                }
            } catch (final IOException e) {
                throw BackupFolder.failed(backup.snapshots(), e);
            }
        }
    }

    private static String ledger(final Settings settings) {
        try {
            return EntryId.format(new LostRows(new Addresses(settings).database()).position());
        } catch (final StoreException | OperatorException e) {
            return "unknown";
        }
    }

    private static void writeSettings(final Settings settings, final BackupFolder backup) {
        final String given = SettingTable.all().stream()
                .filter(setting -> settings.origin(setting) != Origin.DEFAULT && isKept(setting))
                .map(setting -> setting.name() + "=" + settings.text(setting) + "\n")
                .collect(Collectors.joining());
        final String keys = KeyFile.read(settings.file(SettingTable.KEYS, "keys")).stream()
                .map(key ->
                        key.id() + ", " + fingerprint(key) + ", " + key.firstAccount() + "-" + key.lastAccount() + "\n")
                .collect(Collectors.joining());
        try {
            Files.writeString(backup.file("matchlock.properties"), given);
            Files.writeString(backup.file("keys.sha256"), keys);
        } catch (final IOException e) {
            throw BackupFolder.failed(backup.root(), e);
        }
        BackupFolder.copyFile(
                new DataFolder(settings.data()).root().resolve("instruments.csv"), backup.file("instruments.csv"));
    }

    /** A URL may have a password, and leads, as folders and files do, to what the segment has now. */
    private static boolean isKept(final Setting setting) {
        return !List.of("secret", "URL", "folder", "file").contains(setting.unit());
    }

    static String fingerprint(final KeyFile.Key key) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(key.secret()));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void tell(final BackupFolder backup, final Properties facts) {
        final PrintWriter out = spec.commandLine().getOut();
        out.println("backup of segment " + facts.getProperty(BackupFolder.SEGMENT) + " in " + backup.root());
        out.println("log         orders up to " + facts.getProperty(BackupFolder.LAST_ORDERS) + ", events up to "
                + facts.getProperty(BackupFolder.LAST_PAIR));
        out.println("ledger      was at " + facts.getProperty(BackupFolder.LEDGER) + "; it follows from the log");
        out.println("not in it   secrets of access keys, passwords, URLs, folders");
        out.flush();
    }
}
