package io.matchlock.exchange.inspect;

import io.matchlock.protocol.log.ChainId;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.segment.Genesis;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.agrona.DirectBuffer;

/** Prints entries: a line for each entry and one for each of its records, or one JSON object for each entry. */
public final class EntryPrinter {
    private static final long NS_PER_S = 1_000_000_000L;

    private final OrdersEntryDecoder orders = new OrdersEntryDecoder();
    private final EventsEntryDecoder events = new EventsEntryDecoder();
    private final MessageCatalog catalog = new MessageCatalog();
    private final PrintWriter out;
    private final boolean isJson;
    private final IntUnaryOperator quantityScale;
    private long corrupt;

    /**
     * A printer.
     *
     * @param out to print to
     * @param isJson whether to print JSON
     * @param quantityScale decimals of an instrument's quantities, by its id
     */
    public EntryPrinter(final PrintWriter out, final boolean isJson, final IntUnaryOperator quantityScale) {
        this.out = out;
        this.quantityScale = quantityScale;
        this.isJson = isJson;
    }

    /** {@return how many entries were not sound} */
    public long corrupt() {
        return corrupt;
    }

    /**
     * Prints an entry of the orders stream.
     *
     * @param id of the entry
     * @param buffer that holds it
     * @param offset of the entry
     * @param length in bytes
     */
    public void orders(final long id, final DirectBuffer buffer, final int offset, final int length) {
        final String fault = orders.wrap(buffer, offset, length);
        if (fault != null) {
            printFault(id, fault);
            return;
        }
        final JsonLine line = begin(id, ordersHeader(id));
        while (orders.next()) {
            final Map<String, String> record = new LinkedHashMap<>();
            record.put("session", Integer.toUnsignedString(orders.session()));
            record.put("clientNumber", Long.toString(orders.clientNumber()));
            record.put("receiveTime", time(orders.receiveTimeNs()));
            print(line, record, catalog.text(orders.buffer(), orders.payloadOffset(), orders.payloadLength()));
        }
        end(line);
    }

    /**
     * Prints an entry of the events stream.
     *
     * @param id of the entry
     * @param buffer that holds it
     * @param offset of the entry
     * @param length in bytes
     */
    public void events(final long id, final DirectBuffer buffer, final int offset, final int length) {
        String fault = events.wrap(buffer, offset, length);
        if (fault == null && events.causeId() != id) {
            fault = "it names " + EntryId.format(events.causeId()) + " as its cause";
        }
        if (fault != null) {
            printFault(id, fault);
            return;
        }
        final JsonLine line = begin(id, eventsHeader(id));
        while (events.next()) {
            final Map<String, String> record = new LinkedHashMap<>();
            record.put("type", events.type() == EventsEntry.REPORT ? "report" : "control");
            record.put("session", Integer.toUnsignedString(events.session()));
            record.put("owner", chain(events.owner()));
            record.put("reportNumber", Long.toString(events.reportNumber()));
            print(line, record, catalog.text(events.buffer(), events.payloadOffset(), events.payloadLength()));
        }
        end(line);
    }

    private Map<String, String> ordersHeader(final long id) {
        final Map<String, String> header = new LinkedHashMap<>();
        header.put("kind", kind(orders.kind()));
        if (orders.kind() == OrdersEntry.GENESIS) {
            header.put("segmentId", segmentId());
        }
        putWriter(id, header, orders.chainId(), orders.incarnation(), orders.batchNumber());
        header.put("turnTime", time(orders.turnTimeNs()));
        header.put("crc", "0x" + Integer.toHexString(orders.crc()));
        header.put("count", Integer.toString(orders.count()));
        return header;
    }

    private String segmentId() {
        try {
            return Genesis.decode(orders).id().toString();
        } catch (final IllegalArgumentException e) {
            return "unknown: " + e.getMessage();
        } finally {
            orders.rewind();
        }
    }

    private Map<String, String> eventsHeader(final long id) {
        final Map<String, String> header = new LinkedHashMap<>();
        putWriter(id, header, events.chainId(), events.incarnation(), events.batchNumber());
        header.put("void", Boolean.toString(events.isVoid()));
        header.put("causeCrc", "0x" + Integer.toHexString(events.causeCrc()));
        if (events.hasStateHash()) {
            header.put("stateHash", "0x" + Long.toHexString(events.stateHash()));
            header.put("stateLayout", Integer.toString(events.stateLayout()));
        }
        header.put("crc", "0x" + Integer.toHexString(events.crc()));
        header.put("count", Integer.toString(events.count()));
        return header;
    }

    /** Who wrote the orders entry; where that is a fence, what it ends. */
    private static void putWriter(
            final long id,
            final Map<String, String> header,
            final int chainId,
            final long incarnation,
            final long batchNumber) {
        if (EntryId.isFence(id)) {
            header.put("after", EntryId.format(batchNumber));
            header.put("chainHash", "0x" + Long.toHexString(incarnation));
        } else {
            header.put("chain", chain(chainId));
            header.put("incarnation", "0x" + Long.toHexString(incarnation));
            header.put("batch", Long.toString(batchNumber));
        }
    }

    private JsonLine begin(final long id, final Map<String, String> header) {
        if (!isJson) {
            out.println(EntryId.format(id) + " " + text(header));
        }
        return new JsonLine(EntryId.format(id), header);
    }

    private void print(final JsonLine line, final Map<String, String> record, final String text) {
        final MessageFields message = MessageFields.parse(text);
        message.scaleQuantities(quantityScale);
        if (isJson) {
            line.record(record, message);
        } else {
            out.println("  " + message.name() + " " + text(record) + " | " + text(message.fields()));
        }
    }

    private void end(final JsonLine line) {
        if (isJson) {
            out.println(line.finish());
        }
    }

    private void printFault(final long id, final String fault) {
        corrupt++;
        if (isJson) {
            out.println(new JsonLine(EntryId.format(id), Map.of("corrupt", fault)).finish());
        } else {
            out.println(EntryId.format(id) + " CORRUPT: " + fault);
        }
    }

    private static String text(final Map<String, String> fields) {
        final StringBuilder text = new StringBuilder();
        fields.forEach(
                (name, value) -> text.append(name).append('=').append(value).append(' '));
        return text.toString().trim();
    }

    private static String kind(final int kind) {
        return switch (kind) {
            case OrdersEntry.BATCH -> "batch";
            case OrdersEntry.GENESIS -> "genesis";
            case OrdersEntry.FENCE -> "fence";
            default -> Integer.toString(kind);
        };
    }

    private static String chain(final int chainId) {
        return chainId == ChainId.ALL ? "all" : ChainId.gateway(chainId) + "/" + ChainId.loop(chainId);
    }

    private static String time(final long timeNs) {
        return Instant.ofEpochSecond(timeNs / NS_PER_S, timeNs % NS_PER_S).toString();
    }
}
