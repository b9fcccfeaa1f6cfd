package io.matchlock.audit.auditor.client;

import io.matchlock.audit.auditor.store.Findings;
import io.matchlock.protocol.session.QueuedMode;
import io.matchlock.protocol.session.QueuedStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.agrona.DirectBuffer;

/**
 * What one session sent, was acknowledged and was told, connection by connection: 8 bytes and two bits for each message, 16
 * bytes for each report. What breaks the session's own rules is found at once: acknowledgements and reports out of order, a
 * report before the acknowledgement of its message, a second delivery with other bytes. What has to be compared with the log
 * waits for the audit. Written by the session's thread; read once that is done.
 */
public final class ClientJournal {
    private static final int MAX_SENTENCES = 10;
    /** No report number is so far above the last: it would only fill the memory with pages. */
    private static final long MAX_JUMP = 1 << 24;

    private final UUID sessionId;
    private final String name;
    private final Findings findings = new Findings(MAX_SENTENCES);
    private final SentMessages sent = new SentMessages();
    private final ToldReports told = new ToldReports();
    private final Acknowledgements acknowledgements;
    private final List<ClientConnection> connections = new ArrayList<>();
    private long againNext;
    private long againEnd;
    private ClientConnection connection;

    /**
     * An empty journal of a session that asks for acknowledgements.
     *
     * @param sessionId of the session that it is of
     */
    public ClientJournal(final UUID sessionId) {
        this(sessionId, QueuedMode.Each);
    }

    /**
     * An empty journal.
     *
     * @param sessionId of the session that it is of
     * @param mode how the session is to be told Queued
     */
    public ClientJournal(final UUID sessionId, final QueuedMode mode) {
        this.sessionId = sessionId;
        name = "session " + sessionId;
        acknowledgements = new Acknowledgements(sent, mode, name, findings);
    }

    /**
     * The session sends a message, now or when it is connected.
     *
     * @param number of the client
     * @param buffer that holds it
     * @param offset of its SBE header
     * @param length of header and message in bytes
     */
    public void onSent(final long number, final DirectBuffer buffer, final int offset, final int length) {
        sent.put(number, buffer, offset, length);
    }

    /**
     * A connection stands.
     *
     * @param lastApplied the highest client number that was applied, as told
     * @param nextReport the number of the next report, as told
     */
    public void onEstablished(final long lastApplied, final long nextReport) {
        onDisconnected();
        if (!connections.isEmpty()) {
            checkNext(connections.get(connections.size() - 1), nextReport);
        }
        connection = new ClientConnection(lastApplied, nextReport);
        connections.add(connection);
    }

    /**
     * The session was told that messages are durable.
     *
     * @param fromNumber the first client number
     * @param count of numbers
     * @param status whether they were queued now or before
     */
    public void onQueued(final long fromNumber, final long count, final QueuedStatus status) {
        acknowledgements.onQueued(connection, fromNumber, count, status);
    }

    /**
     * The session was told that messages will never be applied.
     *
     * @param fromNumber the first client number
     * @param count of numbers
     */
    public void onNotApplied(final long fromNumber, final long count) {
        acknowledgements.onNotApplied(fromNumber, count);
    }

    /**
     * The gateway said which report comes next.
     *
     * @param nextReport its number
     */
    public void onSequence(final long nextReport) {
        if (connection != null) {
            checkNext(connection, nextReport);
            connection.report(nextReport - 1);
        }
    }

    /**
     * The session was told a report; call it for each that comes, also if it came before.
     *
     * @param number of the report, from 1
     * @param templateId of the report
     * @param buffer that holds it
     * @param offset of its SBE header
     * @param length of header and message in bytes
     */
    public void onReport(
            final long number, final int templateId, final DirectBuffer buffer, final int offset, final int length) {
        final ReportFields fields = ReportFields.of(templateId);
        if (number < 1 || number > told.end() + MAX_JUMP || !fields.fits(length)) {
            findings.different(
                    report(number) + " has template " + templateId + " and " + length + " bytes, which can't be");
            return;
        }
        final boolean isPossDup = isAgain(number) || fields.isPossDup(buffer, offset);
        if (told.isThere(number)) {
            onToldAgain(number, isPossDup, buffer, offset, length);
        } else {
            told.put(number, templateId, buffer, offset, length);
            checkOrder(number, isPossDup);
        }
        if (connection != null && !isPossDup) {
            connection.report(number);
            acknowledgements.onReport(connection, number, fields.reference(buffer, offset));
        }
    }

    /**
     * Reports come that were sent before; not each template has a field for PossDup.
     *
     * @param from number of the first
     * @param count how many
     */
    public void onRetransmission(final long from, final long count) {
        againNext = from;
        againEnd = from + count;
    }

    /** The connection is gone, and the client did not end it. */
    public void onDisconnected() {
        againEnd = 0;
        if (connection != null) {
            connection.lose();
            connection = null;
        }
    }

    /**
     * The client ends the connection, if it stands, once it has been told all that it waits for: from here on nothing that
     * happens to it is a loss, and the session must have been told all that the log holds of it until it lets go of it.
     */
    public void onEnd() {
        if (connection != null) {
            connection.endByClient();
        }
    }

    /** {@return the session's id} */
    public UUID sessionId() {
        return sessionId;
    }

    /** {@return what was sent} */
    public SentMessages sent() {
        return sent;
    }

    /** {@return what was acknowledged, and what refused} */
    public Acknowledgements acknowledgements() {
        return acknowledgements;
    }

    /** {@return what was told} */
    public ToldReports told() {
        return told;
    }

    /** {@return the connections in their order} */
    public List<ClientConnection> connections() {
        return Collections.unmodifiableList(connections);
    }

    /**
     * Adds what broke the session's own rules.
     *
     * @param target of the findings
     */
    public void addFindings(final Findings target) {
        target.addAll(findings);
        final ClientConnection last = connections.isEmpty() ? null : connections.get(connections.size() - 1);
        if (last != null && last.stood()) {
            acknowledgements.findMissing(last, target);
        }
    }

    /** Whether it is the next one of those that come again. */
    private boolean isAgain(final long number) {
        if (number != againNext || number >= againEnd) {
            return false;
        }
        againNext++;
        return true;
    }

    private void onToldAgain(
            final long number, final boolean isPossDup, final DirectBuffer buffer, final int offset, final int length) {
        if (!told.isSame(number, buffer, offset, length)) {
            findings.different(
                    report(number) + " came a second time with other bytes (" + told.describe(number) + " at first)");
        } else if (!isPossDup) {
            findings.duplicated(report(number) + " came a second time, not marked as PossDup");
        }
    }

    private void checkOrder(final long number, final boolean isPossDup) {
        if (connection != null && !isPossDup && number < connection.nextReport()) {
            findings.reordered(report(number) + " came after report " + (connection.nextReport() - 1));
        }
    }

    private void checkNext(final ClientConnection known, final long nextReport) {
        if (nextReport < known.nextReport()) {
            findings.reordered(name + " was told that report " + nextReport + " comes next, after report "
                    + (known.nextReport() - 1));
        }
    }

    private String report(final long number) {
        return "report " + number + " of " + name;
    }
}
