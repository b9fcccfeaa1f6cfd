package io.matchlock.gateway.session;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.gateway.chain.Admission;
import io.matchlock.gateway.session.reply.Queries;
import io.matchlock.gateway.session.reply.QueuedReplies;
import io.matchlock.gateway.session.reply.ServerMessages;
import io.matchlock.gateway.session.service.Refusal;
import io.matchlock.gateway.session.service.SessionLog;
import io.matchlock.gateway.session.service.SessionServices;
import io.matchlock.gateway.settings.AccessKey;
import io.matchlock.protocol.MessageShape;
import io.matchlock.protocol.order.NewOrderSingleDecoder;
import io.matchlock.protocol.order.OrderCancelReplaceRequestDecoder;
import io.matchlock.protocol.order.SecurityListRequestDecoder;
import io.matchlock.protocol.session.FinishedSendingDecoder;
import io.matchlock.protocol.session.NotAppliedReason;
import io.matchlock.protocol.session.TerminationCode;
import org.agrona.DirectBuffer;

/**
 * What an established session does with application messages: numbers, admission, accounts; then into the log, as they came
 * or as a refusal. Belongs to its {@link Session}.
 */
final class ApplicationMessages {
    private static final int POSS_DUP = 1;

    private final Session session;
    private final Ending ending;
    private final SessionLog log;
    private final ServerMessages messages;
    private final QueuedReplies queued;
    private final IncomingNumbers numbers;
    private final Queries queries;
    private final Refusal refusal = new Refusal();
    private AccessKey key;

    ApplicationMessages(
            final Session session,
            final Ending ending,
            final SessionServices services,
            final ServerMessages messages,
            final QueuedReplies queued) {
        this.session = session;
        this.ending = ending;
        log = services.log();
        this.messages = messages;
        this.queued = queued;
        numbers = new IncomingNumbers(services.rules().maxGaps());
        queries = new Queries(services, messages);
    }

    void begin(final AccessKey accessKey, final long lastApplied) {
        key = accessKey;
        numbers.begin(lastApplied);
    }

    void onNumbersDead(final long from, final long to, final long unknownTo) {
        numbers.dead(from, to, unknownTo);
    }

    void onSequence(final long nextSeqNo) {
        switch (numbers.classify(nextSeqNo)) {
            case IncomingNumbers.NEXT -> {}
            case IncomingNumbers.AHEAD -> skipTo(nextSeqNo);
            default ->
                ending.fail(
                        TerminationCode.InvalidMsgSeqNum,
                        "Sequence says " + nextSeqNo + ", but " + numbers.expected() + " is next");
        }
    }

    /** The client has sent its last message, and says which that was, or null: the session ends if all that it says was sent has come. */
    void onFinishedSending(final long lastSeqNo) {
        if (lastSeqNo == FinishedSendingDecoder.lastSeqNoNullValue() || lastSeqNo + 1 == numbers.expected()) {
            ending.onFinishedSending();
        } else {
            ending.fail(
                    TerminationCode.InvalidMsgSeqNum,
                    "FinishedSending says that " + Long.toUnsignedString(lastSeqNo) + " was the last message, but "
                            + numbers.expected() + " is next");
        }
    }

    boolean onMessage(
            final int template, final DirectBuffer buffer, final int offset, final int length, final long wallNs) {
        final MessageShape shape = MessageShape.of(MessageShape.ORDER_SCHEMA, template);
        final int body = offset + MessageShape.HEADER_LENGTH;
        if (shape.clOrdIdOffset() < 0 && template != SecurityListRequestDecoder.TEMPLATE_ID) {
            ending.fail(TerminationCode.UnknownTemplate, "template " + template + " is not for a gateway");
            return true;
        }
        if (session.state() != ConnectionState.ESTABLISHED) {
            ending.fail(TerminationCode.NotEstablished, SessionMessages.NOT_ESTABLISHED);
            return true;
        }
        if (template == SecurityListRequestDecoder.TEMPLATE_ID) {
            queued.flush();
            queries.onSecurityList(buffer, body);
            return true;
        }
        final long number = buffer.getLong(body, LITTLE_ENDIAN);
        final int kind = numbers.classify(number);
        if (kind == IncomingNumbers.AHEAD && !skipTo(number)) {
            return true;
        }
        if (kind == IncomingNumbers.NEXT || kind == IncomingNumbers.AHEAD) {
            return onNext(shape, number, buffer, offset, length, wallNs);
        }
        onNotNext(kind, number, shape, buffer, body, wallNs);
        return true;
    }

    private boolean onNext(
            final MessageShape shape,
            final long number,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long wallNs) {
        final int level = log.admission();
        final int body = offset + MessageShape.HEADER_LENGTH;
        if (level != Admission.ALL && isNewOrReplace(shape.templateId())) {
            return onNewWhileScarce(level, shape, number, buffer, body, wallNs);
        }
        if (level == Admission.NOTHING) {
            return false;
        }
        final long batch = isAllowed(shape, buffer, body)
                ? log.append(
                        session,
                        session.sessionNumber(),
                        number,
                        buffer.getLong(body + shape.clOrdIdOffset(), LITTLE_ENDIAN),
                        wallNs,
                        buffer,
                        offset,
                        length)
                : log.refuse(
                        session,
                        session.sessionNumber(),
                        number,
                        wallNs,
                        refusal.set(shape, buffer, body, Refusal.NOT_AUTHORIZED, Refusal.ACCOUNT_TAG));
        return isTaken(batch);
    }

    private boolean onNewWhileScarce(
            final int level,
            final MessageShape shape,
            final long number,
            final DirectBuffer buffer,
            final int body,
            final long wallNs) {
        if (level == Admission.NOTHING) {
            return false;
        }
        if (level != Admission.REFUSE_NEW) {
            queued.flush();
            messages.notApplied(number, 1, NotAppliedReason.LogFull);
            if (!numbers.refuse()) {
                ending.fail(
                        TerminationCode.VolumeControl,
                        "too many messages while the log is short of room: send cancels only");
            }
            return true;
        }
        refusal.set(shape, buffer, body, Refusal.NOT_AVAILABLE, Refusal.NO_TAG);
        return isTaken(log.refuse(session, session.sessionNumber(), number, wallNs, refusal));
    }

    private boolean isTaken(final long batch) {
        if (batch == SessionLog.NO_BATCH) {
            return false;
        }
        ending.onAppended(batch);
        numbers.take();
        return true;
    }

    private void onNotNext(
            final int kind,
            final long number,
            final MessageShape shape,
            final DirectBuffer buffer,
            final int body,
            final long wallNs) {
        final boolean possDup =
                shape.possDupOffset() >= 0 && (buffer.getByte(body + shape.possDupOffset()) & POSS_DUP) != 0;
        if (kind == IncomingNumbers.INVALID) {
            ending.fail(
                    TerminationCode.InvalidMsgSeqNum,
                    "expected " + numbers.expected() + ": " + Long.toUnsignedString(number)
                            + " is 0, or skips more than " + IncomingNumbers.MAX_GAP);
        } else if (!possDup) {
            ending.fail(
                    TerminationCode.InvalidMsgSeqNum,
                    "expected " + numbers.expected() + ": " + number
                            + " has come before, and is not marked as a possible duplicate");
        } else if (numbers.isDead(number)) {
            queued.flush();
            messages.notApplied(number, 1, NotAppliedReason.Dead);
        } else if (numbers.isUnknown(number)) {
            ending.fail(
                    TerminationCode.InvalidMsgSeqNum,
                    "whether " + number + " was applied is not known any more, after too many gaps");
        } else {
            queued.onDuplicate(number, wallNs);
        }
    }

    private boolean skipTo(final long number) {
        final long from = numbers.expected();
        if (!numbers.skipTo(number)) {
            ending.fail(
                    TerminationCode.InvalidMsgSeqNum, "expected " + from + ": the connection has had too many gaps");
            return false;
        }
        queued.flush();
        messages.notApplied(from, number - from, NotAppliedReason.Skipped);
        return true;
    }

    private boolean isAllowed(final MessageShape shape, final DirectBuffer buffer, final int body) {
        final boolean hasNoAccount = shape.accountOffset() < 0 || !isNewOrReplace(shape.templateId());
        return hasNoAccount
                ? key.mayTrade()
                : key.mayTradeFor(buffer.getInt(body + shape.accountOffset(), LITTLE_ENDIAN));
    }

    private static boolean isNewOrReplace(final int template) {
        return template == NewOrderSingleDecoder.TEMPLATE_ID
                || template == OrderCancelReplaceRequestDecoder.TEMPLATE_ID;
    }
}
