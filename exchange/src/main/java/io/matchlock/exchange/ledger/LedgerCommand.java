package io.matchlock.exchange.ledger;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.launch.SettingsOptions;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.settings.Units;
import io.matchlock.persister.store.StoreException;
import io.matchlock.persister.store.jdbc.DayDetachment;
import io.matchlock.persister.store.jdbc.DayDetachment.Candidate;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code matchlock ledger}: takes old days out of Postgres. */
@Command(
        name = "ledger",
        description = "Take old days out of the ledger, while the market runs or not.",
        footer = {
            "",
            "Examples:",
            "  matchlock ledger detach --before 2026-01-01 --dry-run",
            "  matchlock ledger detach --before 2026-01-01"
        })
public final class LedgerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "name what to do: detach");
    }

    @Command(
            name = "detach",
            description = "Move the orders, executions and trades of old days into tables of schema \"detached\"."
                    + " Days with open orders stay, and so does the newest. The days are UTC, by the market's time."
                    + " status and verify know which days are gone. Exit code 1: a day had to stay.")
    int detach(
            @Mixin final SettingsOptions given,
            @Option(
                            names = "--before",
                            required = true,
                            paramLabel = "DATE",
                            description = "the first day that stays, such as 2026-01-01")
                    final LocalDate before,
            @Option(names = "--dry-run", description = "only say what would be done") final boolean isDry) {
        try (DayDetachment ledger = new DayDetachment(new Addresses(given.load()).database())) {
            final List<Candidate> candidates = ledger.candidates(before);
            int kept = 0;
            for (final Candidate day : candidates) {
                final boolean mayGo = day.openOrders() == 0 && (isDry || ledger.detach(day.day()));
                kept += mayGo ? 0 : 1;
                out().println(day.day() + "  " + text(day, mayGo, isDry));
                out().flush();
            }
            out().println(
                            candidates.isEmpty()
                                    ? "the ledger has no day before " + before + " but its newest, which stays"
                                    : candidates.size() - kept
                                            + (isDry ? " days would be detached, " : " days detached, ") + kept
                                            + " kept");
            out().flush();
            return kept == 0 ? ExitCode.OK : ExitCode.CHECK_FAILED;
        } catch (final StoreException e) {
            throw new OperatorException(ExitCode.DEPENDENCY_LOST, e.getMessage() + ".", e);
        }
    }

    private static String text(final Candidate day, final boolean mayGo, final boolean isDry) {
        if (!mayGo) {
            return "stays: " + day.openOrders() + " of its orders are open";
        }
        return (isDry ? "would be detached, " : "detached, ") + Units.format(day.bytes());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
