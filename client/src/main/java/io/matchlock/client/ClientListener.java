package io.matchlock.client;

import io.matchlock.protocol.order.SecurityDefinitionDecoder;
import io.matchlock.protocol.session.NotAppliedReason;
import io.matchlock.protocol.session.QueuedStatus;
import org.agrona.DirectBuffer;

/**
 * What a session tells its owner, on the thread that does the session's work. Buffers and decoders are valid only during
 * the call. Offers may be made from within.
 */
public interface ClientListener {
    /**
     * The session is established, for the first time or again.
     *
     * @param session that speaks
     * @param lastAppliedNumber the highest client number that the matcher has applied, 0 for none
     * @param nextReportNumber that the gateway will send
     */
    default void onEstablished(
            final ClientSession session, final long lastAppliedNumber, final long nextReportNumber) {}

    /**
     * The connection is gone. If the session's state is {@link SessionState#CLOSED} it will not try again.
     *
     * @param session that speaks
     * @param reason for people
     */
    default void onDisconnected(final ClientSession session, final String reason) {}

    /**
     * A numbered message was taken. It is sent with these bytes, and with the same bytes again after a reconnect if need be.
     *
     * @param session that speaks
     * @param clientNumber of the message
     * @param buffer that holds it
     * @param offset of its SBE header
     * @param length of header and message in bytes
     */
    default void onTaken(
            final ClientSession session,
            final long clientNumber,
            final DirectBuffer buffer,
            final int offset,
            final int length) {}

    /**
     * A message of any kind came. This is called before the session looks at it, so also for a report that is left out afterwards
     * because it came twice.
     *
     * @param session that speaks
     * @param buffer that holds it
     * @param offset of its SBE header
     * @param length of header and message in bytes
     */
    default void onReceived(
            final ClientSession session, final DirectBuffer buffer, final int offset, final int length) {}

    /**
     * Messages are durable in the log.
     *
     * @param session that speaks
     * @param fromNumber the first client number
     * @param count of consecutive numbers
     * @param clOrdId of the last one
     * @param receiveTimeNs UTC, by the gateway's clock
     * @param queuedTimeNs UTC, by the gateway's clock
     * @param status queued, or known already
     */
    default void onQueued(
            final ClientSession session,
            final long fromNumber,
            final long count,
            final long clOrdId,
            final long receiveTimeNs,
            final long queuedTimeNs,
            final QueuedStatus status) {}

    /**
     * Messages were refused and will never be applied: their numbers are dead. Offer them anew if they are still wanted.
     *
     * @param session that speaks
     * @param fromNumber the first client number
     * @param count of consecutive numbers
     * @param reason why; a value of a later protocol version is {@code SBE_UNKNOWN}
     */
    default void onNotApplied(
            final ClientSession session, final long fromNumber, final long count, final NotAppliedReason reason) {}

    /**
     * After a reconnect: nothing of these numbers is sent again, and nothing but reports is owed for them any more. Those that were
     * applied have been, or are being, answered by reports.
     *
     * @param session that speaks
     * @param fromNumber the first client number
     * @param count of consecutive numbers
     */
    default void onSettled(final ClientSession session, final long fromNumber, final long count) {}

    /**
     * The log has forgotten acknowledged messages (it was restored with a loss).
     *
     * @param session that speaks
     * @param fromNumber the first client number
     * @param count of consecutive numbers
     */
    default void onAcknowledgedLost(final ClientSession session, final long fromNumber, final long count) {}

    /**
     * Reports were missed, and the gateway can't give them back.
     *
     * @param session that speaks
     * @param fromNumber the first report number missed
     * @param count of consecutive numbers
     */
    default void onReportGap(final ClientSession session, final long fromNumber, final long count) {}

    /**
     * The log has forgotten reports that were told (it was restored with a loss). Others will come under their numbers.
     *
     * @param session that speaks
     * @param fromNumber the first report number
     * @param count of consecutive numbers
     */
    default void onReportsLost(final ClientSession session, final long fromNumber, final long count) {}

    /**
     * A numbered report.
     *
     * @param session that speaks
     * @param reportNumber from 1
     * @param clientNumber that it answers, 0 for none
     * @param templateId of the order entry schema
     * @param buffer that holds it
     * @param offset of its SBE header
     * @param length of header and message in bytes
     */
    default void onReport(
            final ClientSession session,
            final long reportNumber,
            final long clientNumber,
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int length) {}

    /**
     * One instrument of the answer to a security list request.
     *
     * @param session that speaks
     * @param definition of the instrument; where {@code totNoRelatedSym} is 0 there is none of that id
     */
    default void onSecurityDefinition(final ClientSession session, final SecurityDefinitionDecoder definition) {}
}
