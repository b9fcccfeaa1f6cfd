package io.matchlock.engine.event;

import io.matchlock.engine.request.Codes;
import org.agrona.DirectBuffer;

/**
 * What the engine tells, in the order in which it happens, on the engine's own thread and within the call that caused it. A
 * listener must neither block, nor allocate, nor throw, nor call the engine. Views ({@link Report}, {@link Order}) and buffers
 * are valid only within the callback.
 *
 * <p>Control events go to the chain named by their first argument, those without one to all gateways. A rejected negotiation,
 * establishment or opening goes to the chain of the entry that asked.
 */
public interface EngineListener {
    /**
     * The answer to the record that opens a chain.
     *
     * @param chainId of the asker
     * @param incarnation of the asker
     * @param startTimeNs of the chain that now stands for {@code chainId}: the asker's own if accepted, 0 if there is none
     * @param accepted false if a chain with the same or a later start time stands, or the table of chains is full
     * @param term the current term
     * @param engineTimeNs the engine's time, 0 before the first tick
     * @param leaderChainId 0 for none
     */
    void onGatewayAccepted(
            int chainId,
            long incarnation,
            long startTimeNs,
            boolean accepted,
            long term,
            long engineTimeNs,
            int leaderChainId);

    /** From here on this incarnation's entries are void, and its sessions free; those not yet unbound are told later. */
    void onGatewayFenced(int chainId, long incarnation);

    /** The answer to every bid for a term, won or lost: the term and the leader that stand now (0 for none). */
    void onLeaderTold(long term, long engineTimeNs, int leaderChainId);

    /** A tick that counted. */
    void onTimeTold(long term, long engineTimeNs, int leaderChainId);

    /**
     * The answer to a negotiation.
     *
     * @param key 16 bytes at {@code keyOffset}, as they were handed in
     * @param session the new session's number, 0 unless accepted
     * @param result {@code Codes.NEGOTIATE_*}
     */
    void onSessionNegotiated(
            int ownerChainId,
            long connectionId,
            long idHigh,
            long idLow,
            long timestampNs,
            DirectBuffer key,
            int keyOffset,
            int session,
            int result);

    /**
     * The answer to an establishment.
     *
     * @param lastIncomingSeqNo highest client number applied, 0 for none and unless bound
     * @param nextSeqNo number of the session's next report, 0 unless bound
     * @param session 0 if there is none with this id
     * @param result {@code Codes.BIND_*}
     */
    void onSessionBound(
            int ownerChainId,
            long connectionId,
            long idHigh,
            long idLow,
            long timestampNs,
            long lastIncomingSeqNo,
            long nextSeqNo,
            int session,
            int result);

    /** NumbersDead, before SessionBound: which of the session's numbers were skipped, as far as that is known. */
    void onNumbersDead(int ownerChainId, long connectionId, int session, DeadRanges dead);

    /** Told to the owner that was. {@code reason} is {@code Codes.UNBIND_*}. */
    void onSessionUnbound(int ownerChainId, int session, int reason);

    /** ExecutionReport, New: the order is accepted; what it trades follows. */
    void onOrderNew(Report report, Order order);

    /** ExecutionReport, Triggered: the stop is elected, its type is Market or Limit from here on; what it trades follows. */
    void onOrderTriggered(Report report, Order order);

    /** ExecutionReport, Restated: self-trade prevention took some of the order's quantity. */
    void onOrderRestated(Report report, Order order, CancelReason reason);

    /** ExecutionReport, Expired: leaves quantity is 0. */
    void onOrderExpired(Report report, Order order);

    /** ExecutionReport, Replaced: price, quantities and ClOrdID are the new ones; what it trades follows. */
    void onOrderReplaced(Report report, Order order, long origClOrdId);

    /**
     * ExecutionReport, Canceled: leaves quantity is 0.
     *
     * @param clOrdId of the request, or the order's own where nobody asked
     * @param origClOrdId the order's own, or {@link Codes#NULL_U64} where nobody asked
     * @param massActionId of the mass cancel that took it, {@link Codes#NULL_U64} for none
     */
    void onOrderCanceled(
            Report report, Order order, long clOrdId, long origClOrdId, CancelReason reason, long massActionId);

    /**
     * ExecutionReportTrade: one call for the aggressor, then one for the resting order, with the same trade id; in an uncross
     * one for the buyer, then one for the seller, neither of them the aggressor. Quantities are those after the trade.
     *
     * @param lastPx the resting order's price, or the uncross price, 10<sup>-9</sup>
     * @param contraOrderId the other side's order
     */
    void onTrade(
            Report report, Order order, long tradeId, long lastPx, long lastQty, boolean aggressor, long contraOrderId);

    /** ExecutionReportReject: the order has an id of its own; the other arguments are as they came, {@code side} raw. */
    void onOrderRejected(Report report, long orderId, long clOrdId, int securityId, int side, OrderReject reject);

    /**
     * OrderCancelReject; ids and instrument as they came.
     *
     * @param securityId {@link Integer#MIN_VALUE} for none
     * @param ordStatus FIX 39 of the order addressed, Rejected when there is none
     * @param responseTo {@code Codes.RESPONSE_TO_CANCEL} or {@code Codes.RESPONSE_TO_REPLACE}
     */
    void onCancelRejected(
            Report report,
            long clOrdId,
            long origClOrdId,
            long orderId,
            int securityId,
            int ordStatus,
            int responseTo,
            CancelReject reject);

    /**
     * OrderMassActionReport: comes after the reports of the orders that were cancelled.
     *
     * @param massActionId dense over the segment from 1
     * @param clOrdId of the request, as the other arguments up to {@code side} as they came
     * @param securityId {@link Codes#NULL_SECURITY_ID} for none
     * @param affected orders cancelled
     * @param rejectReason FIX 1376, {@link Codes#NULL_U16} if it was accepted
     */
    void onMassActionReport(
            Report report,
            long massActionId,
            long clOrdId,
            int scope,
            int securityId,
            int side,
            int affected,
            int rejectReason);

    /** A status that an instrument has now, to all gateways. {@code status} is {@code Codes.TRADING_*}. */
    void onInstrumentStatus(int securityId, int status);

    /** The answer to an admin's record, to the chain that asked. {@code result} is {@code Codes.ADMIN_*}. */
    void onAdminAnswered(int chainId, long requestId, int result);

    /**
     * BusinessMessageReject.
     *
     * @param refId the message's ClOrdID, {@link Codes#NULL_U64} for none
     * @param reason FIX 380
     * @param refTagId FIX 371, {@link Codes#NULL_U16} for none
     * @param refTemplateId template of the message that is answered
     */
    void onBusinessRejected(Report report, long refId, int reason, int refTagId, int refTemplateId);
}
