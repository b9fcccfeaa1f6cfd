package io.matchlock.exchange.command;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.SegmentFile;
import io.matchlock.exchange.settings.Setting;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code matchlock config}: the effective settings, each with its origin. */
@Command(name = "config", description = "Print the effective settings and where each comes from.")
final class ConfigCommand implements Callable<Integer> {
    private static final String ROW = "%-22s %-22s %-12s %-10s %s%n";

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        final Settings settings = options.load();
        final PrintWriter out = spec.commandLine().getOut();
        out.println("data folder " + settings.data() + ", segment " + settings.text(SettingTable.SEGMENT) + ", "
                + new SegmentFile(new DataFolder(settings.data())).text());
        out.printf(Locale.ROOT, ROW, "setting", "value", "origin", "unit", "meaning");
        for (final Setting setting : SettingTable.all()) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    setting.name(),
                    shown(setting, settings),
                    settings.origin(setting).text(),
                    setting.unit(),
                    setting.description());
        }
        out.flush();
        return ExitCode.OK;
    }

    private static String shown(final Setting setting, final Settings settings) {
        final String text = settings.text(setting);
        return "secret".equals(setting.unit()) && !text.isEmpty() ? "***" : text;
    }
}
