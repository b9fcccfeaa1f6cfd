package io.matchlock.exchange.reconcile;

import io.matchlock.client.ReportDecoder;
import io.matchlock.protocol.internal.MessageHeaderDecoder;
import io.matchlock.protocol.internal.NegotiationResult;
import io.matchlock.protocol.internal.SessionNegotiatedDecoder;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Walks both streams side by side, from the first entry to the last that there was at the start. One thread. */
final class LogPass {
    private static final int PAGE_ENTRIES = 256;
    private static final long MAX_WAIT_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final LogSource log;
    private final Ledger ledger;
    private final ReportFold fold;
    private final EntryPage orders = new EntryPage(PAGE_ENTRIES);
    private final EntryPage events = new EntryPage(PAGE_ENTRIES);
    private final OrdersEntryDecoder cause = new OrdersEntryDecoder();
    private final EventsEntryDecoder effect = new EventsEntryDecoder();
    private final ReportDecoder decoder = new ReportDecoder();
    private final ReportChecksum checksum = new ReportChecksum();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SessionNegotiatedDecoder negotiated = new SessionNegotiatedDecoder();
    private boolean isAtRecord;

    LogPass(final LogSource log, final Ledger ledger) {
        this.log = log;
        this.ledger = ledger;
        fold = new ReportFold(ledger);
    }

    /** Walks; returns the last id, packed. */
    long run() {
        final long last = log.lastOrdersId();
        long position = EntryId.NONE;
        while (position < last && readPage(position, last)) {
            for (int i = 0; i < orders.count(); i++) {
                compare(i);
            }
            position = orders.id(orders.count() - 1);
            ledger.entries += orders.count();
        }
        if (position == last
                && log.readEvents(position, 1, (id, buffer, offset, length) -> {}) > 0
                && log.lastOrdersId() == last) {
            ledger.findings.different("the events stream goes on beyond " + EntryId.format(last));
        }
        return last;
    }

    private boolean readPage(final long position, final long last) {
        final long left = last - position;
        final int wanted =
                EntryId.epoch(last) == EntryId.epoch(position) && left < PAGE_ENTRIES ? (int) left : PAGE_ENTRIES;
        orders.clear();
        events.clear();
        log.readOrders(position, wanted, orders);
        awaitEvents(position);
        if (events.count() < orders.count()) {
            ledger.findings.lost("events entry " + EntryId.format(orders.id(events.count())) + " is missing");
        }
        return orders.count() > 0 && orders.count() == events.count();
    }

    private void awaitEvents(final long position) {
        final long deadlineNs = System.nanoTime() + MAX_WAIT_NS;
        log.readEvents(position, Math.max(1, orders.count()), events);
        while (events.count() < orders.count() && System.nanoTime() - deadlineNs < 0) {
            LockSupport.parkNanos(PAUSE_NS);
            events.clear();
            log.readEvents(position, Math.max(1, orders.count()), events);
        }
    }

    private void compare(final int index) {
        final long id = orders.id(index);
        final String ordersFault = cause.wrap(orders.buffer(), orders.offset(index), orders.length(index));
        final String eventsFault = effect.wrap(events.buffer(), events.offset(index), events.length(index));
        if (ordersFault != null || eventsFault != null) {
            final String stream = ordersFault == null ? "events" : "orders";
            ledger.findings.different(stream + " entry " + EntryId.format(id) + " is corrupt: "
                    + (ordersFault == null ? eventsFault : ordersFault));
        } else if (events.id(index) != id || effect.causeId() != id || effect.causeCrc() != cause.crc()) {
            ledger.findings.different(
                    "events entry " + EntryId.format(events.id(index)) + " is not the effect of " + EntryId.format(id));
        } else {
            walk(id);
        }
    }

    private void walk(final long id) {
        if (!effect.isVoid()) {
            noteAppended();
        }
        isAtRecord = false;
        while (effect.next()) {
            if (effect.type() == EventsEntry.REPORT) {
                onReport(id);
            } else {
                onControl();
            }
        }
    }

    private void noteAppended() {
        while (cause.next()) {
            if (cause.clientNumber() > 0 && ledger.hasSession(cause.session())) {
                ledger.session(cause.session()).appended.set(cause.clientNumber());
            }
        }
        cause.rewind();
    }

    private void onControl() {
        header.wrap(effect.buffer(), effect.payloadOffset());
        if (header.templateId() == SessionNegotiatedDecoder.TEMPLATE_ID) {
            negotiated.wrapAndApplyHeader(effect.buffer(), effect.payloadOffset(), header);
            if (negotiated.result() == NegotiationResult.Accepted) {
                final UUID sessionId = new UUID(negotiated.sessionIdHigh(), negotiated.sessionIdLow());
                ledger.named(sessionId, (int) negotiated.sessionNumber());
            }
        }
    }

    private void onReport(final long id) {
        final SessionLedger session = ledger.session(effect.session());
        final long number = effect.reportNumber();
        if (number != session.nextReport) {
            ledger.findings.different("report " + number + " of session " + session.session + " comes where "
                    + session.nextReport + " should, in entry " + EntryId.format(id));
        }
        session.nextReport = number + 1;
        if (session.journal != null) {
            compareWithTold(session, number);
        }
        fold.begin(id, session.session, number);
        if (!decoder.decode(effect.buffer(), effect.payloadOffset(), fold)) {
            ledger.findings.different(
                    "report " + number + " of session " + session.session + " has an unknown template");
        } else if (fold.answered() > 0) {
            onAnswer(id, session, fold.answered());
        }
    }

    private void compareWithTold(final SessionLedger session, final long number) {
        final ClientJournal journal = session.journal;
        if (journal.wasTold(number)) {
            if (journal.crc(number) != checksum.of(effect.buffer(), effect.payloadOffset(), effect.payloadLength())) {
                ledger.findings.different("report " + number + " of session " + session.session
                        + " was told otherwise (" + journal.describe(number) + ") than the events stream holds it");
            }
        } else if (journal.isInGap(number)) {
            ledger.missed++;
        } else {
            ledger.findings.lost("report " + number + " of session " + session.session + " was never told");
        }
    }

    private void onAnswer(final long id, final SessionLedger session, final long clientNumber) {
        if (!seek(session.session, clientNumber) && !session.appended.get(clientNumber)) {
            ledger.findings.different("a report answers number " + clientNumber + " of session " + session.session
                    + ", which is in no entry up to " + EntryId.format(id));
        }
        if (!session.answered.set(clientNumber)) {
            ledger.findings.duplicated("number " + clientNumber + " of session " + session.session
                    + " was executed more than once, again in entry " + EntryId.format(id));
        }
    }

    /** Answers come in the order of the records, so the search goes on where the last one ended. */
    private boolean seek(final int session, final long clientNumber) {
        if ((isAtRecord && isAt(session, clientNumber)) || scan(session, clientNumber)) {
            return true;
        }
        cause.rewind();
        return scan(session, clientNumber);
    }

    private boolean scan(final int session, final long clientNumber) {
        isAtRecord = true;
        while (cause.next()) {
            if (isAt(session, clientNumber)) {
                return true;
            }
        }
        isAtRecord = false;
        return false;
    }

    private boolean isAt(final int session, final long clientNumber) {
        return cause.clientNumber() == clientNumber && cause.session() == session;
    }
}
