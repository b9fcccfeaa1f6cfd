package io.matchlock.exchange.command;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.RunFile;
import io.matchlock.exchange.launch.SettingsOptions;
import io.matchlock.exchange.role.BoundedWait;
import io.matchlock.exchange.role.RoleKind;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.exchange.settings.Units;
import io.matchlock.matcher.snapshot.SnapshotFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code matchlock snapshot}: has the archiver that runs keep the state now. */
@Command(
        name = "snapshot",
        description =
                "Have the running archiver write a snapshot now, and wait for it. Matchers and archivers start from it.")
final class SnapshotCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        final Settings settings = options.load();
        if (RunFile.read(new DataFolder(settings.data()), RoleKind.ARCHIVER.text())
                .isEmpty()) {
            throw new OperatorException(
                    ExitCode.DEPENDENCY_LOST,
                    "no archiver runs on the data folder " + settings.data() + ": start the segment with archive=on.",
                    null);
        }
        final SnapshotFolder folder = new SnapshotFolder(LogAccess.snapshots(settings));
        try {
            folder.ask();
            if (!BoundedWait.until(PATIENCE, POLL, () -> !folder.isAsked())) {
                folder.answer();
                throw new OperatorException(
                        ExitCode.DEPENDENCY_LOST,
                        "the archiver took no snapshot within " + PATIENCE.toSeconds()
                                + " s: its log, logs/archiver.log or that of up, says why.",
                        null);
            }
            final Path file = folder.newestFirst().get(0);
            final PrintWriter out = spec.commandLine().getOut();
            out.println("snapshot " + file + ", " + Units.format(Files.size(file)));
            out.flush();
            return ExitCode.OK;
        } catch (final IOException e) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED, LogAccess.snapshots(settings) + " cannot be written: " + e + ".", e);
        }
    }
}
