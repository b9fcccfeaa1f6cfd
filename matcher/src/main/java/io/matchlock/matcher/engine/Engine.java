package io.matchlock.matcher.engine;

import io.matchlock.matcher.engine.state.EngineState;
import io.matchlock.matcher.engine.state.InstrumentTable;
import org.agrona.DirectBuffer;

/**
 * Chains, time, sessions and books of one segment, as a pure function of the log: entry by entry ({@link #beginEntry}), record
 * by record ({@code on…}), client message by client message ({@link #beginMessage} before each). One agent owns it; it never
 * reads a clock, never blocks, never allocates once it is made, and tells what happens to an {@link EngineListener}.
 */
public final class Engine {
    /** {@link #beginEntry}: the entry's records are to be handed over. */
    public static final int APPLIED = 1;
    /** {@link #beginEntry}: the entry has no effect; its records must not be handed over. */
    public static final int VOID = 0;

    private final Turn turn;
    private final EngineState state;
    private final Sessions sessions;
    private final Chains chains;
    private final Clock clock;
    private final Reports reports;
    private final OrderEntry orderEntry;

    /** Allocates all regions. Throws {@link IllegalArgumentException} if a limit asks for a region above 2 GB. */
    public Engine(final EngineLimits limits, final EngineListener listener) {
        turn = new Turn();
        state = new EngineState(
                limits.maxChains(),
                limits.maxSessions(),
                limits.maxInstruments(),
                limits.maxOrders(),
                limits.maxPriceLevels());
        sessions = new Sessions(state.sessions(), listener, turn);
        chains = new Chains(state.chains(), state.registers(), sessions, listener, turn, limits.gatewayFenceTicks());
        clock = new Clock(state.registers(), chains, listener, turn);
        reports = new Reports(state, listener, turn);
        orderEntry = new OrderEntry(state, new Matching(state, reports, limits.maxTouchedOrders()), reports, turn);
    }

    /** Adds an instrument with an empty book. Throws {@link IllegalArgumentException} if the id is known or the table is full. */
    public void addInstrument(final Instrument instrument) {
        final InstrumentTable instruments = state.instruments();
        if (instruments.full() || instruments.find(instrument.securityId()) != 0) {
            throw new IllegalArgumentException(
                    "instrument " + instrument.securityId() + " is known already, or there is no room for it");
        }
        final int slot = instruments.add(
                instrument.securityId(), instrument.tickSize(), instrument.lotSize(), instrument.highLimitPrice());
        instruments.limit(slot, instrument.minQty(), instrument.maxQty(), instrument.lowLimitPrice());
    }

    /**
     * Takes up the next entry of the log. An entry whose first record opens a chain (number 1) is accepted if its start time is
     * later than that of the chain which stands for its id; then that one's sessions are unbound. Any other is applied if its
     * incarnation stands, is not fenced, and its number follows the last.
     *
     * @param position of the entry in the log; kept, not interpreted
     * @param chainId gateway &lt;&lt; 16 | loop, never 0
     * @param opensChain whether the first record is a GatewayStarted (which is thereby dealt with)
     * @param startTimeNs of that record; not looked at otherwise
     * @return {@link #APPLIED} or {@link #VOID}
     */
    public int beginEntry(
            final long position,
            final int chainId,
            final long incarnation,
            final long batchNumber,
            final boolean opensChain,
            final long startTimeNs) {
        state.registers().position(position);
        return opensChain
                ? chains.open(chainId, incarnation, batchNumber, startTimeNs)
                : chains.follow(chainId, incarnation, batchNumber);
    }

    /** A bid for a term by the entry's chain: won if it is the current term + 1. Told in any case. */
    public void onLead(final long term) {
        clock.lead(term);
    }

    /** The leader's clock. Counts only from the leader, in its term, forwards, and at most 60 s ahead unless resumed before. */
    public void onTick(final long term, final long timeNs) {
        clock.tick(term, timeNs);
    }

    /** From the leader in its term: the next tick may lie up to 60 s beyond {@code timeNs}. */
    public void onSegmentResumed(final long term, final long timeNs) {
        clock.resume(term, timeNs);
    }

    /** Makes a session, unless the 128-bit id was ever used. The key is 16 bytes at {@code keyOffset}; it is copied. */
    public void onNegotiate(
            final long connectionId,
            final long idHigh,
            final long idLow,
            final long timestampNs,
            final DirectBuffer key,
            final int keyOffset,
            final int hostTag) {
        sessions.negotiate(connectionId, idHigh, idLow, timestampNs, key, keyOffset, hostTag);
    }

    /**
     * Binds a session to the entry's chain and the connection. Any {@code nextSeqNo} is let pass: the client goes on from the
     * number told.
     *
     * @param nextSeqNo the client's next number, {@link Codes#NULL_U64} for none
     * @param cancelOnDisconnect as it came; kept with the grace period, not acted upon
     * @param cancelGraceMs as it came
     */
    public void onEstablish(
            final long connectionId,
            final long idHigh,
            final long idLow,
            final long timestampNs,
            final long nextSeqNo,
            final DirectBuffer key,
            final int keyOffset,
            final int cancelOnDisconnect,
            final int cancelGraceMs) {
        sessions.establish(connectionId, idHigh, idLow, timestampNs, key, keyOffset, cancelOnDisconnect, cancelGraceMs);
    }

    /** Unbinds the session, if the entry's chain owns it. */
    public void onRelease(final int session) {
        sessions.release(session);
    }

    /**
     * Takes up a client message. If it returns true, exactly one of {@link #onNewOrder}, {@link #onCancel}, {@link #onReplace},
     * {@link #onRefused} is to follow; if false, the message has no effect.
     *
     * @param clientSeqNo from 1; must be above the highest that the session has had applied, and becomes it
     * @param receiveTimeNs transact time of all that it causes
     */
    public boolean beginMessage(final int session, final long clientSeqNo, final long receiveTimeNs) {
        return sessions.beginMessage(session, clientSeqNo, receiveTimeNs);
    }

    /** NewOrderSingle. */
    public void onNewOrder(final OrderRequest request) {
        orderEntry.enter(request);
    }

    /**
     * OrderCancelRequest. Addressed by {@code orderId} or {@code origClOrdId} ({@link Codes#NULL_U64} for none; if both are given
     * they must agree); an order of another session is unknown.
     */
    public void onCancel(
            final long clOrdId, final long origClOrdId, final long orderId, final int securityId, final int side) {
        orderEntry.cancel(clOrdId, origClOrdId, orderId, securityId, side);
    }

    /**
     * OrderCancelReplaceRequest. OrderQty is the total: what is then open is OrderQty less what has traded, and a request that
     * leaves nothing is rejected (too late). Priority is kept if the price stays and the quantity goes down; else the order goes
     * to the end of its level and may trade on the way. The new ClOrdID may be the order's own.
     */
    public void onReplace(final OrderRequest request) {
        orderEntry.replace(request);
    }

    /**
     * A message that the gateway did not append whole: answered by a business reject.
     *
     * @param clOrdId {@link Codes#NULL_U64} for none
     * @param reason FIX 380, passed on as it is
     * @param refTagId passed on as it is
     * @param refTemplateId passed on as it is
     */
    public void onRefused(final long clOrdId, final int reason, final int refTagId, final int refTemplateId) {
        reports.refused(clOrdId, reason, refTagId, refTemplateId);
    }

    /** Engine time: the highest tick counted, nanoseconds UTC; 0 before the first. */
    public long engineTimeNs() {
        return state.registers().engineTimeNs();
    }

    /** Position of the last entry taken up, void or not; 0 before the first. */
    public long position() {
        return state.registers().position();
    }

    /** Hash over the used part of the state: equal for equal logs, on every JVM. Reads all of it: tens of ms for millions of orders. */
    public long stateHash() {
        return state.hash();
    }
}
