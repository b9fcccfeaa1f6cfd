package io.matchlock.exchange.command;

import io.matchlock.exchange.deploy.RunningRole;
import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.RunFile;
import io.matchlock.exchange.launch.Logging;
import io.matchlock.exchange.launch.SettingsOptions;
import io.matchlock.exchange.role.RoleKind;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.segment.NewSegment;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code matchlock init}: makes a segment and starts nothing that stays. */
@Command(
        name = "init",
        description = "Make a segment (instruments, access keys, the log's first entry) without serving it.")
final class InitCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        final Settings settings = options.load();
        Logging.toFile(settings, "init");
        new NewSegment(settings).createFiles();
        if (isServerMissing(settings)) {
            final RunningRole redis = RunningRole.start(RoleKind.REDIS, settings);
            try {
                createLog(settings);
            } finally {
                redis.close();
            }
        } else {
            createLog(settings);
        }
        return ExitCode.OK;
    }

    private static boolean isServerMissing(final Settings settings) {
        return new Addresses(settings).isEmbedded(SettingTable.REDIS_URL)
                && RunFile.read(new DataFolder(settings.data()), Addresses.REDIS)
                        .isEmpty();
    }

    private void createLog(final Settings settings) {
        final LogAccess access = new LogAccess(settings);
        access.requireSound();
        final boolean isNew = new NewSegment(settings).createLog(access);
        spec.commandLine()
                .getOut()
                .println("segment " + settings.text(SettingTable.SEGMENT)
                        + (isNew ? " made in " : " is there already in ") + settings.data());
        spec.commandLine().getOut().flush();
    }
}
