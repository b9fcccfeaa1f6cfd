package io.matchlock.exchange.command;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.SegmentFile;
import io.matchlock.exchange.launch.SettingsOptions;
import io.matchlock.exchange.order.OrderStatusText;
import io.matchlock.exchange.order.TradedInstrument;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.persister.status.OrderStatus;
import io.matchlock.persister.status.OrderStatusReader;
import io.matchlock.persister.store.DatabaseSettings;
import io.matchlock.persister.store.StoreException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code matchlock status}: how an order stands, from the cache, or from Postgres where that misses. */
@Command(
        name = "status",
        description = "Show an order, by its order id, or by its session's number and its ClOrdID."
                + " Exit code 1: there is no such order.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..2", paramLabel = "ID", description = "ORDERID, or SESSION CLORDID")
    private List<String> words = new ArrayList<>();

    private List<Long> ids = List.of();

    @Override
    public Integer call() {
        ids = words.stream().map(this::id).toList();
        final Settings settings = options.load();
        final DatabaseSettings database = new Addresses(settings).database();
        final SegmentFile segment = new SegmentFile(new DataFolder(settings.data()));
        try (OrderStatusReader reader = new OrderStatusReader(
                database,
                new Addresses(settings).cache(),
                settings.text(SettingTable.SEGMENT),
                segment.read().orElse(null))) {
            final Optional<OrderStatus> found = find(reader);
            out().println("segment " + settings.text(SettingTable.SEGMENT) + ", " + segment.text());
            if (found.isPresent()) {
                final OrderStatus order = found.get();
                OrderStatusText.lines(order, TradedInstrument.find(database, order.securityId()))
                        .forEach(out()::println);
            } else {
                out().println("no such order" + detached(reader));
            }
            out().flush();
            return found.isPresent() ? ExitCode.OK : ExitCode.CHECK_FAILED;
        } catch (final SQLException e) {
            throw new OperatorException(
                    ExitCode.DEPENDENCY_LOST, "Postgres does not answer: " + e.getMessage() + ".", e);
        } catch (final StoreException e) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED,
                    e.getMessage() + ", which is that of data folder " + settings.data()
                            + "; name the folder of the other segment with --data, or its own ledger with the setting postgres.url.",
                    e);
        }
    }

    private long id(final String word) {
        try {
            return Long.parseUnsignedLong(word);
        } catch (final NumberFormatException e) {
            throw new ParameterException(
                    spec.commandLine(), "\"" + word + "\" is no id: a number from 0 to 18446744073709551615", e);
        }
    }

    private Optional<OrderStatus> find(final OrderStatusReader reader) throws SQLException {
        return ids.size() == 1 ? reader.byOrderId(ids.get(0)) : reader.byClOrdId(session(ids.get(0)), ids.get(1));
    }

    /** What is not in the ledger any more may be asked for. */
    private String detached(final OrderStatusReader reader) throws SQLException {
        if (ids.size() == 1) {
            return reader.detachedDay(ids.get(0))
                    .map(day -> " in the ledger: it would be of " + day + ", which was detached")
                    .orElse("");
        }
        final List<LocalDate> days = reader.detachedDays();
        return days.isEmpty()
                ? ""
                : " in the ledger, from which " + days.size() + " days were detached, the newest "
                        + days.get(days.size() - 1);
    }

    private int session(final long number) {
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new ParameterException(
                    spec.commandLine(), "session " + words.get(0) + " must be 0 to " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
