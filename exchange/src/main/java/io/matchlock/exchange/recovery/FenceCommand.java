package io.matchlock.exchange.recovery;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.launch.SettingsOptions;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.log.LogConnection;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.epoch.EpochOpener;
import io.matchlock.protocol.internal.LostEntries;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EpochFence;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code matchlock fence}: opens a new epoch of the log. */
@Command(
        name = "fence",
        description =
                "Open a new epoch of the log, also while the market runs: from then on Redis refuses whoever appends"
                        + " in the epoch before. Gateways go on in the new one; their clients connect again.",
        footer = {"", "Example:", "  matchlock fence --lost no --reason \"Redis moved to another machine\""})
public final class FenceCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What an operator knows. */
    private enum Lost {
        YES(LostEntries.Yes),
        NO(LostEntries.No),
        UNKNOWN(LostEntries.Unknown);

        private final LostEntries told;

        Lost(final LostEntries told) {
            this.told = told;
        }

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--lost",
            required = true,
            paramLabel = "yes|no|unknown",
            description =
                    "whether entries that were acknowledged may be missing at the end of the log; kept in the fence")
    private Lost lost;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "why, for whoever reads the log later: printable ASCII, at most 120 characters")
    private String reason;

    @Override
    public Integer call() {
        if (reason.isBlank()
                || reason.length() > EpochFence.MAX_REASON
                || reason.chars().anyMatch(each -> each < ' ' || each > '~')) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--reason must be 1 to " + EpochFence.MAX_REASON + " characters of printable ASCII");
        }
        try (LogConnection connection = new LogAccess(options.load()).open()) {
            tell(new EpochOpener(connection, SystemNanoClock.INSTANCE)
                    .open(lost.told, reason, SystemEpochNanoClock.INSTANCE.nanoTime(), PATIENCE));
            return ExitCode.OK;
        } catch (final LogUnavailableException e) {
            throw new OperatorException(ExitCode.DEPENDENCY_LOST, e.getMessage() + ".", e);
        } catch (final LogCorruptException e) {
            throw new OperatorException(ExitCode.CHECK_FAILED, e.getMessage() + ".", e);
        }
    }

    private void tell(final EpochFence fence) {
        final PrintWriter out = spec.commandLine().getOut();
        out.println("epoch " + EntryId.epoch(fence.id()) + " begins with entry " + EntryId.format(fence.id())
                + "; the epoch before ends at " + EntryId.format(fence.lastId()));
        out.flush();
    }
}
