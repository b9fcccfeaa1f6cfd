package io.matchlock.audit.auditor.session;

import io.matchlock.audit.auditor.client.ClientJournal;
import io.matchlock.audit.auditor.log.EntryVisitor;
import io.matchlock.audit.auditor.store.Findings;
import io.matchlock.protocol.MessageShape;
import io.matchlock.protocol.internal.BindResult;
import io.matchlock.protocol.internal.MessageHeaderDecoder;
import io.matchlock.protocol.internal.NegotiationResult;
import io.matchlock.protocol.internal.SessionBoundDecoder;
import io.matchlock.protocol.internal.SessionNegotiatedDecoder;
import io.matchlock.protocol.internal.SessionUnboundDecoder;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.report.ReportDecoder;
import java.util.Collection;
import java.util.UUID;

/**
 * Follows the sessions through the log. Each message must be there as its client sent it, and be answered once, in
 * the order of the numbers. Each report must have the next number, and must have reached its client with the same
 * bytes. One thread.
 */
public final class SessionAudit implements EntryVisitor {
    private final ReportDecoder decoder = new ReportDecoder();
    private final AnsweredNumber answer = new AnsweredNumber();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SessionNegotiatedDecoder negotiated = new SessionNegotiatedDecoder();
    private final SessionBoundDecoder bound = new SessionBoundDecoder();
    private final SessionUnboundDecoder unbound = new SessionUnboundDecoder();
    private final SessionLedgers sessions;
    private final Findings findings;
    private long entryId;
    private long reports;

    /**
     * Has seen no entry.
     *
     * @param clients what they wrote down; other sessions are followed as far as the log goes
     * @param findings to add to
     */
    public SessionAudit(final Collection<ClientJournal> clients, final Findings findings) {
        sessions = new SessionLedgers(clients);
        this.findings = findings;
    }

    @Override
    public void onEntry(final long id, final OrdersEntryDecoder cause, final EventsEntryDecoder effect) {
        entryId = id;
        while (cause.next()) {
            onMessage(cause, !effect.isVoid());
        }
        while (effect.next()) {
            if (effect.type() == EventsEntry.REPORT) {
                onReport(effect);
            } else {
                onControl(effect);
            }
        }
    }

    /**
     * Looks, once the log is over, for what clients were acknowledged or told and the log doesn't have, and for what they were
     * not told and should have been.
     *
     * @return how many reports have not been told because no connection stood: they came between connections
     */
    public long finish() {
        final JournalPass pass = new JournalPass(findings);
        sessions.all().stream().filter(ledger -> ledger.journal != null).forEach(pass::check);
        sessions.strangers().forEach(pass::checkStranger);
        return pass.untold();
    }

    /** {@return how many reports the log holds} */
    public long reports() {
        return reports;
    }

    private void onMessage(final OrdersEntryDecoder cause, final boolean counts) {
        final long number = cause.clientNumber();
        final SessionLedger ledger = number > 0 ? sessions.find(cause.session()) : null;
        if (ledger == null) {
            return;
        }
        if (counts) {
            ledger.appended.set(number);
        }
        if (ledger.journal != null) {
            compareWithSent(ledger, cause, number);
        }
    }

    /** A message that the gateway would not append whole is not there; another record stands for it. */
    private void compareWithSent(final SessionLedger ledger, final OrdersEntryDecoder cause, final long number) {
        if (!ledger.journal.sent().isThere(number)) {
            findings.different(
                    message(ledger, number) + " in orders entry " + EntryId.format(entryId) + " was never sent");
        } else if (cause.type() == OrdersEntry.CLIENT_MESSAGE
                && !ledger.journal
                        .sent()
                        .isSame(number, cause.buffer(), cause.payloadOffset(), cause.payloadLength())) {
            findings.different(message(ledger, number) + " stands in orders entry " + EntryId.format(entryId)
                    + " with other bytes than were sent");
        }
    }

    private void onControl(final EventsEntryDecoder effect) {
        header.wrap(effect.buffer(), effect.payloadOffset());
        switch (header.templateId()) {
            case SessionNegotiatedDecoder.TEMPLATE_ID -> {
                negotiated.wrapAndApplyHeader(effect.buffer(), effect.payloadOffset(), header);
                if (negotiated.result() == NegotiationResult.Accepted) {
                    sessions.named(new UUID(negotiated.sessionIdHigh(), negotiated.sessionIdLow()), (int)
                            negotiated.sessionNumber());
                }
            }
            case SessionBoundDecoder.TEMPLATE_ID -> {
                bound.wrapAndApplyHeader(effect.buffer(), effect.payloadOffset(), header);
                if (bound.result() == BindResult.Bound) {
                    sessions.get((int) bound.sessionNumber()).bound(bound.lastIncomingSeqNo(), bound.nextSeqNo());
                }
            }
            case SessionUnboundDecoder.TEMPLATE_ID -> {
                unbound.wrapAndApplyHeader(effect.buffer(), effect.payloadOffset(), header);
                sessions.get((int) unbound.sessionNumber()).unbound();
            }
            default -> {
                // of chains, time, and what operators ask
            }
        }
    }

    private void onReport(final EventsEntryDecoder effect) {
        final SessionLedger ledger = sessions.get(effect.session());
        final long number = effect.reportNumber();
        reports++;
        if (number != ledger.nextReport) {
            findings.reordered(report(ledger, number) + " comes where " + ledger.nextReport + " should, in entry "
                    + EntryId.format(entryId));
        }
        ledger.nextReport = number + 1;
        if (ledger.journal != null) {
            compareWithTold(ledger, number, effect);
        }
        answer.clear();
        if (decoder.decode(effect.buffer(), effect.payloadOffset(), effect.payloadLength(), answer)
                != MessageShape.SOUND) {
            findings.different(report(ledger, number) + " is none of the six, or too short");
        } else if (answer.number() != AnsweredNumber.NONE) {
            onAnswer(ledger, answer.number());
        }
    }

    private void compareWithTold(final SessionLedger ledger, final long number, final EventsEntryDecoder effect) {
        final ClientJournal journal = ledger.journal;
        if (journal.told().isThere(number)
                && !journal.told().isSame(number, effect.buffer(), effect.payloadOffset(), effect.payloadLength())) {
            findings.different(report(ledger, number) + " was told otherwise ("
                    + journal.told().describe(number) + ") than the events stream holds it");
        }
    }

    private void onAnswer(final SessionLedger ledger, final long number) {
        if (!ledger.appended.get(number)) {
            findings.different("a report answers " + message(ledger, number) + ", which is in no entry up to "
                    + EntryId.format(entryId));
        }
        if (!ledger.answered.set(number)) {
            findings.duplicated(message(ledger, number) + " was executed more than once, again in entry "
                    + EntryId.format(entryId));
        } else if (number < ledger.lastAnswered) {
            findings.reordered(message(ledger, number) + " was answered after number " + ledger.lastAnswered
                    + ", in entry " + EntryId.format(entryId));
        }
        ledger.lastAnswered = Math.max(ledger.lastAnswered, number);
    }

    private static String message(final SessionLedger ledger, final long number) {
        return "number " + number + " of session " + ledger.session;
    }

    private static String report(final SessionLedger ledger, final long number) {
        return "report " + number + " of session " + ledger.session;
    }
}
