package io.matchlock.exchange.command;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.RunFile;
import io.matchlock.exchange.folder.SegmentFile;
import io.matchlock.exchange.launch.SettingsOptions;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.segment.FixedLimit;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.settings.Setting;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.protocol.segment.SegmentDefinition;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code matchlock config}: the effective settings, each with its origin. */
@Command(name = "config", description = "Print the effective settings, and where each comes from.")
final class ConfigCommand implements Callable<Integer> {
    private static final String SEGMENT = "segment";
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
        final Optional<SegmentDefinition> segment = segment(settings);
        for (final Setting setting : SettingTable.all()) {
            final Optional<FixedLimit> kept = segment.isEmpty() ? Optional.empty() : FixedLimit.of(setting);
            out.printf(
                    Locale.ROOT,
                    ROW,
                    setting.name(),
                    kept.map(limit -> Integer.toString(limit.value(segment, settings)))
                            .orElseGet(() -> shown(setting, settings)),
                    kept.isPresent() ? SEGMENT : settings.origin(setting).text(),
                    setting.unit(),
                    setting.description());
        }
        if (segment.isPresent()) {
            out.println("Origin " + SEGMENT + ": as the segment was made, for its life.");
        }
        out.flush();
        return ExitCode.OK;
    }

    /** How the segment was made, if its log runs here and can be asked. */
    private static Optional<SegmentDefinition> segment(final Settings settings) {
        if (RunFile.read(new DataFolder(settings.data()), Addresses.REDIS).isEmpty()) {
            return Optional.empty();
        }
        try {
            return new LogAccess(settings).definition();
        } catch (final OperatorException e) {
            return Optional.empty(); // which is for others to say
        }
    }

    private static String shown(final Setting setting, final Settings settings) {
        final String text = settings.text(setting);
        return "secret".equals(setting.unit()) && !text.isEmpty() ? "***" : text;
    }
}
