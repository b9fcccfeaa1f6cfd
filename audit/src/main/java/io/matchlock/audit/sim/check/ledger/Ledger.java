package io.matchlock.audit.sim.check.ledger;

import io.matchlock.audit.sim.check.SessionHistories;
import io.matchlock.audit.sim.check.Violation;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.client.ClientListener;
import io.matchlock.client.ClientSession;
import io.matchlock.protocol.session.NotAppliedReason;
import io.matchlock.protocol.session.QueuedStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.agrona.DirectBuffer;

/** All that a client has sent in one session, and all that it was told. Outlives the client's process. */
public final class Ledger implements ClientListener {
    private static final long NEVER = -1;

    private final Scheduler scheduler;
    private final SessionHistories histories;
    private final UUID session;
    private final String name;
    private final List<Message> messages = new ArrayList<>();
    private String lastReason = "";
    private boolean isNew;
    private long establishedAtNs = NEVER;
    private long unknownUpTo;
    private long reports;
    private long losses;
    private long slowestNs;

    /** One numbered message. */
    private static final class Message {
        private long ackedNs = NEVER;
        private long answeredNs = NEVER;
        private boolean isDead;
        private boolean isSettled;
    }

    /**
     * Nothing was sent.
     *
     * @param scheduler for times
     * @param histories is told of acknowledgements at once
     * @param session of the client
     * @param name of the client
     */
    public Ledger(final Scheduler scheduler, final SessionHistories histories, final UUID session, final String name) {
        this.scheduler = scheduler;
        this.histories = histories;
        this.session = session;
        this.name = name;
    }

    /** The client's process starts: what an earlier one has sent and was not told of is unknown for good. */
    public void onStart() {
        isNew = true;
        unknownUpTo = messages.size();
    }

    /**
     * A message was taken by the client library.
     *
     * @param number of the message
     */
    public void onSent(final long number) {
        message(number);
        scheduler.trace(() -> name + " sends " + number);
    }

    @Override
    public void onEstablished(final ClientSession established, final long applied, final long nextReport) {
        establishedAtNs = scheduler.nowNs();
        scheduler.trace(() -> name + " is established, applied " + applied + ", next report " + nextReport);
        histories.onEstablished(session, applied, nextReport);
        if (isNew) {
            isNew = false;
            forgetAbove(applied);
        }
    }

    /** {@return whether any run of the client was told that the session is established} */
    public boolean wasEstablished() {
        return establishedAtNs != NEVER;
    }

    @Override
    public void onDisconnected(final ClientSession lost, final String reason) {
        lastReason = reason;
        losses += establishedAtNs == NEVER ? 0 : 1;
        if (reason.contains("Unnegotiated") || reason.contains("InvalidNextSeqNo")) {
            histories.onUnnegotiated(session);
        }
        scheduler.trace(() -> name + " is disconnected: " + reason);
    }

    @Override
    public void onQueued(
            final ClientSession told,
            final long from,
            final long count,
            final long clOrdId,
            final long receiveTimeNs,
            final long queuedTimeNs,
            final QueuedStatus status) {
        scheduler.trace(
                () -> name + " is told " + status + " " + from + (count > 1 ? " to " + (from + count - 1) : ""));
        for (long number = from; number < from + count; number++) {
            if (!message(number).isDead) {
                message(number).ackedNs = scheduler.nowNs();
                histories.onAcknowledged(session, number, name);
            }
        }
    }

    @Override
    public void onNotApplied(
            final ClientSession told, final long from, final long count, final NotAppliedReason reason) {
        scheduler.trace(() -> name + " is told not applied " + from + ", " + count);
        for (long number = from; number < from + count; number++) {
            message(number).isDead = true;
            histories.onRefused(session, number, name);
        }
    }

    @Override
    public void onSettled(final ClientSession told, final long from, final long count) {
        for (long number = from; number < from + count; number++) {
            message(number).isSettled = true;
        }
    }

    @Override
    public void onAcknowledgedLost(final ClientSession told, final long from, final long count) {
        if (histories.hasSeenLost(session)) {
            return;
        }
        throw new Violation(name + ": acknowledged messages " + from + " to " + (from + count - 1) + " are forgotten");
    }

    @Override
    public void onReportGap(final ClientSession told, final long from, final long count) {
        if (establishedAtNs != scheduler.nowNs()) {
            throw new Violation(name + ": reports " + from + " to " + (from + count - 1)
                    + " did not come, though the connection stood");
        }
    }

    @Override
    public void onReport(
            final ClientSession told,
            final long reportNumber,
            final long clientNumber,
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        reports++;
        scheduler.trace(() -> name + " gets report " + reportNumber + " of " + clientNumber);
        histories.onDelivered(session, reportNumber, buffer, offset, length, name);
        if (clientNumber > 0) {
            final Message message = message(clientNumber);
            if (message.answeredNs == NEVER) {
                message.answeredNs = scheduler.nowNs();
                slowestNs = Math.max(slowestNs, message.ackedNs == NEVER ? 0 : message.answeredNs - message.ackedNs);
            }
        }
    }

    /**
     * Fails if the client has lost its connection since it had one, or waited for a report.
     *
     * @param limitNs from the acknowledgement to the first report
     */
    public void requireServed(final long limitNs) {
        if (losses > 0) {
            throw new Violation(name + " lost its connection while another client did not read: " + lastReason);
        }
        if (slowestNs > limitNs) {
            throw new Violation(name + " waited " + slowestNs + " ns for a report while another client did not read");
        }
    }

    /** {@return the session} */
    public UUID session() {
        return session;
    }

    /** {@return the client} */
    public String name() {
        return name;
    }

    /** {@return why the connection was lost last} */
    public String lastReason() {
        return lastReason;
    }

    /** {@return how many reports came} */
    public long reports() {
        return reports;
    }

    /** {@return the number of the last message} */
    public long lastNumber() {
        return messages.size();
    }

    /**
     * Looks for a message that nobody has said anything of.
     *
     * @param fromNumber of the first that matters
     * @return its number, 0 if there is none
     */
    public long unanswered(final long fromNumber) {
        for (long number = Math.max(fromNumber, unknownUpTo + 1); number <= messages.size(); number++) {
            final Message message = message(number);
            final boolean isKnown =
                    message.ackedNs != NEVER || message.isDead || message.isSettled || message.answeredNs != NEVER;
            if (!isKnown) {
                return number;
            }
        }
        return 0;
    }

    /**
     * How long after its acknowledgement a message was answered by a report.
     *
     * @param number of the message, which is done
     * @return ns, 0 if it was refused or answered before
     */
    public long answerNs(final long number) {
        final Message message = message(number);
        return message.isDead ? 0 : Math.max(0, message.answeredNs - message.ackedNs);
    }

    /**
     * Whether a message was both acknowledged and answered by a report.
     *
     * @param number of the message
     * @return whether it was, or was refused
     */
    public boolean isDone(final long number) {
        final Message message = message(number);
        return message.isDead || (message.ackedNs != NEVER && message.answeredNs != NEVER);
    }

    /**
     * Whether a message's report may have been lost with the connection: there is another one since.
     *
     * @param number of the message
     * @return whether it was acknowledged on an earlier connection, or the server has said since that it was applied
     */
    public boolean mayHaveMissed(final long number) {
        final Message message = message(number);
        return message.isSettled || (message.ackedNs != NEVER && message.ackedNs < establishedAtNs);
    }

    /** A new process takes up where the engine is: what was sent beyond, and nobody answered for, is sent by nobody again. */
    private void forgetAbove(final long applied) {
        for (long number = applied + 1; number <= messages.size(); number++) {
            if (message(number).ackedNs != NEVER && !histories.hasSeenLost(session)) {
                throw new Violation(name + ": message " + number + " was acknowledged, and is not applied");
            }
        }
        while (messages.size() > applied) {
            messages.remove(messages.size() - 1);
        }
        unknownUpTo = Math.min(unknownUpTo, applied);
        histories.onRestarted(session, applied);
    }

    private Message message(final long number) {
        while (messages.size() < number) {
            messages.add(new Message());
        }
        return messages.get((int) number - 1);
    }
}
