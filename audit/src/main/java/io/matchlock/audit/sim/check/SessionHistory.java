package io.matchlock.audit.sim.check;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.audit.auditor.client.MessageChecksum;
import io.matchlock.protocol.log.Checksum;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.order.BusinessMessageRejectDecoder;
import io.matchlock.protocol.order.ExecType;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.MessageHeaderDecoder;
import io.matchlock.protocol.order.OrderCancelRejectDecoder;
import io.matchlock.protocol.order.OrderMassActionReportDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.agrona.DirectBuffer;

/** One session's messages and reports, as the log has them and as its client was told. */
final class SessionHistory {
    private static final int NO_REFERENCE = -1;

    private final UUID id;
    private final Map<Long, Message> messages = new HashMap<>();
    private final List<Integer> reports = new ArrayList<>();
    private final Map<Long, Set<Integer>> lostReports = new HashMap<>();
    private final Set<Long> accepted = new HashSet<>();
    private final Checksum checksum = new Checksum();
    private final MessageChecksum told = new MessageChecksum();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder execution = new ExecutionReportDecoder();
    private long delivered;
    private boolean hasSeenLost;
    /** Up to here the client was told on a logon that its messages are applied, or never will be. */
    private long toldUpTo;

    /** Where a message stands, and what became of it. */
    private static final class Message {
        private String acknowledgedTo;
        private boolean isEffective;
        private boolean isRefused;
        private boolean isAnswered;
        private boolean wasEffective;
        private boolean isLost;
    }

    SessionHistory(final UUID id) {
        this.id = id;
    }

    /** Forgets what the log said, because it will be read again from its beginning. */
    void forgetLog() {
        for (int i = 0; i < reports.size(); i++) {
            lostReports.computeIfAbsent(i + 1L, number -> new HashSet<>()).add(reports.get(i));
        }
        reports.clear();
        accepted.clear();
        messages.values().forEach(message -> {
            message.wasEffective = message.isEffective;
            message.isEffective = false;
            message.isAnswered = false;
        });
    }

    void onFate(final long number, final boolean isVoid) {
        final Message message = message(number);
        message.isEffective |= !isVoid;
        message.isLost &= message.acknowledgedTo != null;
    }

    /**
     * No message or report that the log was allowed to lose has to be answered. A client that was told of one must
     * begin a new session.
     */
    void forgiveLost(final boolean isBound) {
        messages.forEach((number, message) -> {
            message.isLost |= message.wasEffective && !message.isEffective;
            hasSeenLost |= message.isLost && (message.acknowledgedTo != null || number <= toldUpTo);
        });
        hasSeenLost |= !isBound || delivered > reports.size();
    }

    void onEstablished(final long applied, final long nextReport, final boolean isBound) {
        toldUpTo = Math.max(toldUpTo, applied);
        messages.forEach(
                (number, message) -> hasSeenLost |= number <= applied && message.isLost && !message.isEffective);
        hasSeenLost |= !isBound || nextReport > reports.size() + 1;
    }

    void onUnnegotiated() {
        hasSeenLost = true;
    }

    /** Whether the client was told what the log has lost. */
    boolean hasSeenLost() {
        return hasSeenLost;
    }

    void requireAllSound() {
        messages.forEach(SessionHistory::requireSound);
    }

    void onAcknowledged(final long number, final String name) {
        final Message message = message(number);
        message.acknowledgedTo = name;
        hasSeenLost |= message.isLost && !message.isEffective;
        requireSound(number, message);
    }

    void onRefused(final long number, final String name) {
        message(number).isRefused = true;
        if (message(number).isAnswered) {
            throw new Violation("message " + number + " of " + name + " was said not to be applied, and was");
        }
    }

    void onRestarted(final long applied) {
        messages.forEach((number, message) -> message.isRefused &= number <= applied);
    }

    void onReport(
            final long number, final long entryId, final DirectBuffer buffer, final int offset, final int length) {
        if (number != reports.size() + 1) {
            throw new Violation("report " + number + " of session " + id + " in events entry " + EntryId.format(entryId)
                    + " follows report " + reports.size());
        }
        reports.add(checksum.of(buffer, offset, length));
        final long reference = reference(buffer, offset);
        if (reference > 0) {
            final Message message = message(reference);
            message.isAnswered = true;
            if (message.isRefused) {
                throw new Violation(
                        "message " + reference + " of session " + id + " was said not to be applied, and was");
            }
        }
        requireOnce(buffer, offset, entryId);
    }

    void onDelivered(
            final long number, final DirectBuffer buffer, final int offset, final int length, final String name) {
        delivered = Math.max(delivered, number);
        final int bytes = told.ofReport(buffer, offset, length);
        final boolean isSame = number <= reports.size() && reports.get((int) number - 1) == bytes;
        if (!isSame && lostReports.getOrDefault(number, Set.of()).contains(bytes)) {
            hasSeenLost = true;
        } else if (number <= reports.size() && !isSame) {
            throw new Violation("report " + number + " reached " + name + " with other bytes than the log has");
        }
    }

    long reports() {
        return reports.size();
    }

    void requireAllExecuted() {
        messages.forEach((number, message) -> {
            if (message.acknowledgedTo != null && !message.isLost && !(message.isEffective && message.isAnswered)) {
                throw new Violation("message " + number + " was acknowledged to " + message.acknowledgedTo + " and "
                        + (message.isEffective ? "never answered" : "never applied"));
            }
        });
    }

    private static void requireSound(final long number, final Message message) {
        if (message.acknowledgedTo != null && !message.isEffective && !message.isLost) {
            throw new Violation("message " + number + " was acknowledged to " + message.acknowledgedTo
                    + ", and is void or not in the log");
        }
    }

    private void requireOnce(final DirectBuffer buffer, final int offset, final long entryId) {
        header.wrap(buffer, offset);
        if (header.templateId() == ExecutionReportDecoder.TEMPLATE_ID) {
            execution.wrapAndApplyHeader(buffer, offset, header);
            if (execution.execType() == ExecType.New && !accepted.add(execution.clOrdID())) {
                throw new Violation("order " + execution.clOrdID() + " of session " + id
                        + " is accepted twice, again in entry " + EntryId.format(entryId));
            }
        }
    }

    private long reference(final DirectBuffer buffer, final int offset) {
        header.wrap(buffer, offset);
        final int at =
                switch (header.templateId()) {
                    case ExecutionReportDecoder.TEMPLATE_ID -> ExecutionReportDecoder.refSeqNumEncodingOffset();
                    case ExecutionReportTradeDecoder.TEMPLATE_ID ->
                        ExecutionReportTradeDecoder.refSeqNumEncodingOffset();
                    case ExecutionReportRejectDecoder.TEMPLATE_ID ->
                        ExecutionReportRejectDecoder.refSeqNumEncodingOffset();
                    case OrderCancelRejectDecoder.TEMPLATE_ID -> OrderCancelRejectDecoder.refSeqNumEncodingOffset();
                    case OrderMassActionReportDecoder.TEMPLATE_ID ->
                        OrderMassActionReportDecoder.refSeqNumEncodingOffset();
                    case BusinessMessageRejectDecoder.TEMPLATE_ID ->
                        BusinessMessageRejectDecoder.refSeqNumEncodingOffset();
                    default -> NO_REFERENCE;
                };
        return at == NO_REFERENCE
                ? 0
                : buffer.getLong(offset + MessageHeaderDecoder.ENCODED_LENGTH + at, LITTLE_ENDIAN);
    }

    private Message message(final long number) {
        return messages.computeIfAbsent(number, missing -> new Message());
    }
}
