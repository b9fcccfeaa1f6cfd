package io.matchlock.audit.sim.check.ledger;

import io.matchlock.audit.auditor.table.Table;
import io.matchlock.audit.sim.check.Violation;
import io.matchlock.audit.sim.redis.Streams;
import io.matchlock.protocol.internal.NegotiationResult;
import io.matchlock.protocol.internal.SessionNegotiatedDecoder;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.order.ExecType;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.MessageHeaderDecoder;
import org.agrona.collections.LongArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/** How many rows the events make, up to each entry. */
final class RowCounts {
    private static final long NO_ID = ExecutionReportRejectDecoder.orderIDNullValue();

    private final LongArrayList ids = new LongArrayList();
    private final LongArrayList orders = new LongArrayList();
    private final LongArrayList executions = new LongArrayList();
    private final LongArrayList sides = new LongArrayList();
    private final LongArrayList sessions = new LongArrayList();
    private final EventsEntryDecoder events = new EventsEntryDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final io.matchlock.protocol.internal.MessageHeaderDecoder control =
            new io.matchlock.protocol.internal.MessageHeaderDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final ExecutionReportRejectDecoder reject = new ExecutionReportRejectDecoder();
    private final SessionNegotiatedDecoder negotiated = new SessionNegotiatedDecoder();
    private long order;
    private long execution;
    private long side;
    private long session;

    /** One more events entry, which is sound. */
    void add(final Streams.Entry entry) {
        events.wrap(new UnsafeBuffer(entry.bytes()), 0, entry.bytes().length);
        events.rewind();
        while (events.next()) {
            if (events.type() == EventsEntry.REPORT) {
                addReport();
            } else {
                addControl();
            }
        }
        ids.addLong(entry.id());
        orders.addLong(order);
        executions.addLong(execution);
        sides.addLong(side);
        sessions.addLong(session);
    }

    /** The entries behind one are gone. */
    void forgetAfter(final long lastId) {
        int size = ids.size();
        while (size > 0 && ids.getLong(size - 1) > lastId) {
            size--;
            ids.removeAt(size);
            orders.removeAt(size);
            executions.removeAt(size);
            sides.removeAt(size);
            sessions.removeAt(size);
        }
        order = last(orders, size);
        execution = last(executions, size);
        side = last(sides, size);
        session = last(sessions, size);
    }

    /** How many rows of a table the entries up to one make. */
    long upTo(final long id, final Table table) {
        final int size = id == EntryId.NONE ? 0 : indexOf(id) + 1;
        return switch (table) {
            case ORDERS -> last(orders, size);
            case EXECUTIONS -> last(executions, size);
            case TRADES -> last(sides, size) / 2;
            default -> last(sessions, size);
        };
    }

    private int indexOf(final long id) {
        int low = 0;
        int high = ids.size() - 1;
        while (low <= high) {
            final int middle = (low + high) >>> 1;
            if (ids.getLong(middle) == id) {
                return middle;
            }
            if (ids.getLong(middle) < id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        throw new Violation("the ledger is at " + EntryId.format(id) + ", which has no events");
    }

    private static long last(final LongArrayList values, final int size) {
        return size == 0 ? 0 : values.getLong(size - 1);
    }

    private void addReport() {
        header.wrap(events.buffer(), events.payloadOffset());
        switch (header.templateId()) {
            case ExecutionReportTradeDecoder.TEMPLATE_ID -> side++;
            case ExecutionReportDecoder.TEMPLATE_ID -> {
                report.wrapAndApplyHeader(events.buffer(), events.payloadOffset(), header);
                order += report.execType() == ExecType.New ? 1 : 0;
                execution++;
            }
            case ExecutionReportRejectDecoder.TEMPLATE_ID -> {
                reject.wrapAndApplyHeader(events.buffer(), events.payloadOffset(), header);
                order += reject.orderID() == NO_ID ? 0 : 1;
                execution++;
            }
            default -> execution++;
        }
    }

    private void addControl() {
        control.wrap(events.buffer(), events.payloadOffset());
        if (control.templateId() == SessionNegotiatedDecoder.TEMPLATE_ID) {
            negotiated.wrapAndApplyHeader(events.buffer(), events.payloadOffset(), control);
            session += negotiated.result() == NegotiationResult.Accepted ? 1 : 0;
        }
    }
}
