package io.matchlock.exchange.ledger;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.launch.SettingsOptions;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.segment.WholeLog;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.log.archive.format.ArchiveException;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.persister.fold.InconsistentLogException;
import io.matchlock.persister.rebuild.LedgerRebuild;
import io.matchlock.persister.store.StoreException;
import io.matchlock.protocol.log.EntryId;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code matchlock rebuild}: writes again what follows from the log. */
@Command(
        name = "rebuild",
        description = "Write anew what follows from the log.",
        footer = {"", "Example:", "  matchlock postgres & matchlock rebuild postgres"})
public final class RebuildCommand implements Callable<Integer> {
    private static final long SAY_NS = TimeUnit.SECONDS.toNanos(2);
    private static final double NS_PER_S = 1e9;

    @Spec
    private CommandSpec spec;

    private long startNs;
    private long saidNs;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "name what to rebuild: postgres");
    }

    @Command(
            name = "postgres",
            description =
                    "Write the ledger anew from the log alone: from Redis and the archive where Redis runs, else from"
                            + " the archive. Postgres must run, and no persister. The old ledger stays until the new one is whole,"
                            + " and is then dropped; days that were detached from it stay detached.")
    int postgres(@Mixin final SettingsOptions given) {
        final Settings settings = given.load();
        startNs = System.nanoTime();
        saidNs = startNs;
        try (WholeLog log = WholeLog.open(settings)) {
            out().println("rebuilding from " + log.name());
            out().flush();
            final LedgerRebuild rebuild = new LedgerRebuild(
                    new Addresses(settings).database(), settings.text(SettingTable.SEGMENT), this::progress);
            rebuild.run(log::read);
            out().printf(
                            Locale.ROOT,
                            "ledger      rebuilt up to entry %s, %,d rows in %.1f s%n",
                            EntryId.format(rebuild.position()),
                            rebuild.rows(),
                            (System.nanoTime() - startNs) / NS_PER_S);
            out().flush();
            return ExitCode.OK;
        } catch (final StoreException | LogUnavailableException e) {
            throw new OperatorException(ExitCode.DEPENDENCY_LOST, e.getMessage() + ".", e);
        } catch (final InconsistentLogException | LogCorruptException | ArchiveException e) {
            throw new OperatorException(ExitCode.CHECK_FAILED, e.getMessage() + "; the old ledger stays as it was.", e);
        }
    }

    private void progress(final long position) {
        final long nowNs = System.nanoTime();
        if (nowNs - saidNs > SAY_NS) {
            saidNs = nowNs;
            out().printf(
                            Locale.ROOT,
                            "            entry %s, %,.0f entries/s%n",
                            EntryId.format(position),
                            EntryId.sequence(position) * NS_PER_S / (nowNs - startNs));
            out().flush();
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
