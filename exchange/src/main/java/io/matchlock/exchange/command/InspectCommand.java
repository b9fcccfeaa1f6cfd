package io.matchlock.exchange.command;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.SegmentFile;
import io.matchlock.exchange.inspect.EntryPrinter;
import io.matchlock.exchange.inspect.QuantityScales;
import io.matchlock.exchange.launch.SettingsOptions;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.log.LogConnection;
import io.matchlock.log.StreamReader;
import io.matchlock.log.entry.EntryHandler;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code matchlock inspect}: the log's entries, decoded, CRC checked. */
@Command(
        name = "inspect",
        description = "Print the log's entries, decoded, with their checksums verified. Redis must be running."
                + " Exit code 1: an entry is damaged.")
final class InspectCommand implements Callable<Integer> {
    private static final int PAGE_BYTES = 1024 * 1024;

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "STREAM", description = "orders or events")
    private String stream;

    @Option(names = "--from", paramLabel = "ID", description = "first entry to print, such as 1-42 (default: 1-0)")
    private String from = "1-0";

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "print at most so many entries (default: ${DEFAULT-VALUE})")
    private long count = 100;

    @Option(names = "--json", description = "print one line of JSON for each entry")
    private boolean isJson;

    @Override
    public Integer call() {
        if (!"orders".equals(stream) && !"events".equals(stream)) {
            throw new ParameterException(spec.commandLine(), "no stream \"" + stream + "\"; name orders or events");
        }
        final long firstId = firstId();
        final Settings settings = options.load();
        final PrintWriter out = spec.commandLine().getOut();
        final EntryPrinter printer;
        try (LogConnection connection = new LogAccess(settings).open()) {
            final String segment = settings.text(SettingTable.SEGMENT);
            printer = new EntryPrinter(out, isJson, quantityScales(connection, segment));
            if (!isJson) {
                out.println("segment " + segment + ", " + new SegmentFile(new DataFolder(settings.data())).text());
            }
            final boolean isOrders = "orders".equals(stream);
            final StreamReader reader =
                    connection.readerAhead(isOrders ? Names.ordersKey(segment) : Names.eventsKey(segment));
            print(reader, firstId, isOrders ? printer::orders : printer::events);
        } catch (final LogCorruptException e) {
            throw new OperatorException(ExitCode.CHECK_FAILED, e.getMessage(), e);
        } finally {
            out.flush();
        }
        return printer.corrupt() == 0 ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private static QuantityScales quantityScales(final LogConnection connection, final String segment) {
        return new QuantityScales(
                connection.readGenesis().instruments(),
                handler -> readAll(connection.readerAhead(Names.ordersKey(segment)), handler));
    }

    private static void readAll(final StreamReader reader, final EntryHandler handler) {
        final long[] last = {EntryId.NONE};
        int read = 1;
        while (read > 0) {
            read = reader.read(last[0], PAGE_BYTES, (id, buffer, offset, length) -> {
                last[0] = id;
                handler.onEntry(id, buffer, offset, length);
            });
        }
    }

    private void print(final StreamReader reader, final long firstId, final EntryHandler handler) {
        final long[] last = {EntryId.before(firstId)};
        final long[] left = {count};
        int read = 1;
        while (left[0] > 0 && read > 0) {
            read = reader.read(last[0], PAGE_BYTES, (id, buffer, offset, length) -> {
                last[0] = id;
                if (left[0]-- > 0) {
                    handler.onEntry(id, buffer, offset, length);
                }
            });
        }
    }

    private long firstId() {
        try {
            return EntryId.parse(from);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "\"" + from + "\" is no entry id, such as 1-42", e);
        }
    }
}
