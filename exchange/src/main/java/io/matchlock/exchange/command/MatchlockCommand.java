package io.matchlock.exchange.command;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.launch.CommandProvider;
import io.matchlock.exchange.launch.Logging;
import io.matchlock.exchange.launch.Misspelling;
import io.matchlock.exchange.launch.Versions;
import io.matchlock.exchange.ledger.LedgerCommand;
import io.matchlock.exchange.ledger.RebuildCommand;
import io.matchlock.exchange.recovery.BackupCommand;
import io.matchlock.exchange.recovery.FenceCommand;
import io.matchlock.exchange.recovery.RestoreCommand;
import io.matchlock.exchange.role.RoleKind;
import java.nio.file.InvalidPathException;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code matchlock}: the command that all others are subcommands of. */
@Command(
        name = "matchlock",
        description = "An exchange core for binary order entry.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Versions.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:ok",
            "1:a check failed, or the answer is no",
            "2:wrong usage",
            "3:it could not start",
            "4:something that it needs does not answer"
        },
        subcommands = {
            UpCommand.class,
            InitCommand.class,
            SnapshotCommand.class,
            ConfigCommand.class,
            InspectCommand.class,
            OrderCommand.class,
            MarketCommand.class,
            StatusCommand.class,
            LedgerCommand.class,
            RebuildCommand.class,
            FenceCommand.class,
            BackupCommand.class,
            RestoreCommand.class
        })
public final class MatchlockCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(MatchlockCommand.class);

    @Spec
    private CommandSpec spec;

    /**
     * The command line with all subcommands.
     *
     * @return ready to execute
     */
    public static CommandLine create() {
        final CommandLine line = new CommandLine(new MatchlockCommand());
        for (final RoleKind kind : RoleKind.values()) {
            final CommandLine role = new CommandLine(new RoleCommand(kind));
            role.getCommandSpec().usageMessage().description("Run only " + kind.title() + ", until Ctrl-C.");
            line.addSubcommand(kind.text(), role);
        }
        for (final CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
            provider.commands().forEach(line::addSubcommand);
        }
        line.setExecutionExceptionHandler((failure, command, result) -> tell(failure, command));
        line.setParameterExceptionHandler((failure, arguments) -> tellUsage(failure));
        return line;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "name a command, such as up");
    }

    private static int tell(final Exception failure, final CommandLine command) {
        if (failure instanceof OperatorException told) {
            command.getErr().println("matchlock: " + told.getMessage());
            LOG.debug("told the operator", told);
            return told.exitCode();
        }
        if (failure instanceof InvalidPathException path) {
            command.getErr()
                    .println("matchlock: \"" + path.getInput() + "\" can't be a path here (" + path.getReason()
                            + "); set LC_ALL to a locale with UTF-8, such as C.UTF-8, or name another.");
            return ExitCode.USAGE;
        }
        final Optional<String> file = Logging.file();
        command.getErr()
                .println("matchlock: this should not happen: " + failure
                        + file.map(name -> " (see " + name + ")").orElse(""));
        if (file.isPresent()) {
            LOG.warn("unexpected failure", failure);
        } else {
            failure.printStackTrace(command.getErr()); // which is nowhere else
        }
        return ExitCode.DEPENDENCY_LOST;
    }

    private static int tellUsage(final ParameterException failure) {
        final CommandLine command = failure.getCommandLine();
        command.getErr().println("matchlock: " + Misspelling.explain(failure));
        command.getErr().println("Try \"" + command.getCommandSpec().qualifiedName() + " --help\".");
        return ExitCode.USAGE;
    }
}
