package io.matchlock.engine;

import io.matchlock.engine.control.Chains;
import io.matchlock.engine.control.Clock;
import io.matchlock.engine.control.Sessions;
import io.matchlock.engine.control.Unbinding;
import io.matchlock.engine.event.EngineListener;
import io.matchlock.engine.event.OrderVisitor;
import io.matchlock.engine.handle.AccountNumber;
import io.matchlock.engine.handle.SessionNumber;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import io.matchlock.engine.request.ExpectedMessages;
import io.matchlock.engine.request.Instrument;
import io.matchlock.engine.request.OrderRequest;
import io.matchlock.engine.state.EngineState;
import io.matchlock.engine.state.Turn;
import io.matchlock.engine.version.EntryBounds;
import io.matchlock.engine.version.FirstRules;
import io.matchlock.engine.work.Lookahead;
import io.matchlock.engine.work.WorkQueue;
import java.util.List;

/**
 * Chains, time, sessions and books of one segment, as a pure function of the log: entry by entry ({@link #beginEntry}), record by
 * record ({@link #gateway}, {@link #admin}), client message by client message ({@link #beginMessage} before each {@code on…}). One
 * agent owns it; it never reads a clock, never blocks, never allocates once it is made, and tells what happens to an
 * {@link EngineListener}.
 */
public final class Engine {
    /** {@link #beginEntry}: the entry's records are to be handed over. */
    public static final int APPLIED = 1;
    /** {@link #beginEntry}: the entry has no effect; its records must not be handed over. */
    public static final int VOID = 0;

    /** The latest version of the rules that this build goes by; it has all earlier ones. */
    public static final int RULES_VERSION = 5;

    /** Version of the layout of the tables: hashes and copies of the state mean the same only where it is the same. */
    public static final int STATE_LAYOUT = 9;

    private final EngineLimits limits;
    private final Turn turn;
    private final EngineState state;
    private final Sessions sessions;
    private final Chains chains;
    private final WorkQueue queue;
    private final GatewayRecords gateway;
    private final AdminRecords admin;
    private final Lookahead lookahead;

    /**
     * Allocates all regions.
     *
     * @param rulesVersion to begin with
     * @throws IllegalArgumentException if a limit asks for a region above 2 GB, or the version is not there
     */
    public Engine(final EngineLimits limits, final int rulesVersion, final EngineListener listener) {
        if (!hasRules(rulesVersion)) {
            throw new IllegalArgumentException(
                    "matching rules of version " + rulesVersion + ", this build has 1 to " + RULES_VERSION);
        }
        this.limits = limits;
        turn = new Turn();
        state = new EngineState(limits);
        state.registers().rulesVersion(rulesVersion);
        final Unbinding unbinding = new Unbinding(state.chains(), state.sessions(), state.registers(), listener);
        sessions = new Sessions(state, unbinding, listener, turn, limits.sessionIdleTicks());
        chains = new Chains(
                state.chains(), state.registers(), sessions, unbinding, listener, turn, limits.gatewayFenceTicks());
        queue = new WorkQueue(state, listener, limits.maxTouchedOrders(), limits.maxOrders(), turn);
        admin = new AdminRecords(queue, turn);
        lookahead = new Lookahead(state);
        gateway = new GatewayRecords(new Clock(state, chains, queue, listener, turn), sessions, queue, turn);
    }

    /** Whether this build has a version of the rules. */
    public static boolean hasRules(final int version) {
        return version >= FirstRules.VERSION && version <= RULES_VERSION;
    }

    /** Adds an instrument with an empty book. Throws {@link IllegalArgumentException} if the id is known or the table is full. */
    public void addInstrument(final Instrument instrument) {
        if (state.instruments().find(instrument.securityId()) != 0
                || queue.listing().define(instrument) != Codes.ADMIN_DONE) {
            throw new IllegalArgumentException(
                    "instrument " + instrument.securityId() + " is known already, or there is no room for it");
        }
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
        beginEntry();
        final boolean isApplied = opensChain
                ? chains.open(chainId, incarnation, batchNumber, startTimeNs)
                : chains.follow(chainId, incarnation, batchNumber);
        return isApplied ? APPLIED : VOID;
    }

    private void beginEntry() {
        turn.isBounded = state.registers().rulesVersion() >= EntryBounds.VERSION;
        queue.beginEntry(turn.isBounded);
    }

    /** The records of gateways' own, of the entry that was begun. */
    public GatewayRecords gateway() {
        return gateway;
    }

    /** The records of admins, of the entry that was begun. */
    public AdminRecords admin() {
        return admin;
    }

    /**
     * Takes up a client message. If it returns true, exactly one of {@link #onNewOrder}, {@link #onCancel}, {@link #onReplace},
     * {@link #onMassCancel}, {@link #onRefused} is to follow; if false, the message has no effect.
     *
     * @param clientSeqNo from 1; must be above the highest that the session has had applied, and becomes it
     * @param receiveTimeNs transact time of all that it causes
     */
    public boolean beginMessage(final @SessionNumber int session, final long clientSeqNo, final long receiveTimeNs) {
        return sessions.beginMessage(session, clientSeqNo, receiveTimeNs);
    }

    /** Whether so many orders live that {@link #lookAhead} saves time. */
    public boolean isDeep() {
        return lookahead.isWorthwhile();
    }

    /** Reads what the messages that come next will need, so that they take less time. Has no other effect. */
    public void lookAhead(final ExpectedMessages expected) {
        lookahead.read(expected);
    }

    /** NewOrderSingle. */
    public void onNewOrder(final OrderRequest request) {
        queue.newOrder(request);
    }

    /**
     * OrderCancelRequest. Addressed by {@code orderId} or {@code origClOrdId} ({@link Codes#NULL_U64} for none; if both are given
     * they must agree); an order of another session is unknown.
     */
    public void onCancel(
            final long clOrdId, final long origClOrdId, final long orderId, final int securityId, final int side) {
        queue.cancel(clOrdId, origClOrdId, orderId, securityId, side);
    }

    /** OrderCancelReplaceRequest: gives the order all its terms anew. See docs/matching.md for when it keeps its priority. */
    public void onReplace(final OrderRequest request) {
        queue.replace(request);
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
        queue.refused(clOrdId, reason, refTagId, refTemplateId);
    }

    /**
     * OrderMassActionRequest.
     *
     * @param scope FIX 1374, raw
     * @param securityId {@link Codes#NULL_SECURITY_ID} for none
     * @param account {@link Codes#NULL_U32} for none
     * @param side FIX 54, raw; {@link Codes#NULL_CHAR} for none
     */
    public void onMassCancel(
            final long clOrdId,
            final int scope,
            final int securityId,
            final @AccountNumber int account,
            final int side) {
        queue.massCancel(clOrdId, scope, securityId, account, side);
    }

    /** Version of the rules that the next record goes by, if nothing is left of earlier ones. */
    public int rulesVersion() {
        return state.registers().rulesVersion();
    }

    /** Whether work of earlier records is left, for the records that follow to carry on. */
    public boolean isBusy() {
        return state.registers().isBusy();
    }

    /** How many orders live, in all instruments. */
    public int liveOrders() {
        return state.orders().live();
    }

    /** Carries on what is left, as an entry would that does nothing else. Returns whether something is left still. */
    public boolean goOn() {
        beginEntry();
        return queue.goOn();
    }

    /** Shows all orders of all books. Takes as long as there are orders: for whoever checks a replay, not for a market that runs. */
    public void forEachOrder(final OrderVisitor visitor) {
        new BookWalk(state).walk(visitor);
    }

    /** Engine time: the highest tick counted, nanoseconds UTC; 0 before the first. */
    public long engineTimeNs() {
        return state.registers().engineTimeNs();
    }

    /** Position of the last entry taken up, void or not; 0 before the first. */
    public long position() {
        return state.registers().position();
    }

    /** The regions whose bytes are the state: copied into a new engine of the same limits they make it this one. */
    public List<StateRegion> regions() {
        final StateRegion[] regions = new StateRegion[state.regionCount()];
        for (int index = 0; index < regions.length; index++) {
            regions[index] = new StateRegion(state, index);
        }
        return List.of(regions);
    }

    /** The capacities it was made with. */
    public EngineLimits limits() {
        return limits;
    }

    /** Hash over the used part of the state: equal for equal logs, on every JVM. Reads all of it: tens of ms for millions of orders. */
    public long stateHash() {
        return state.hash();
    }

    /**
     * Folds one slice of the state as it is now into a hash. All slices, taken one by one between entries, cost as much as one
     * {@link #stateHash}, but never a pause.
     *
     * @param hash so far
     * @param slice from 0
     * @param of how many slices there are
     */
    public long stateHashSlice(final long hash, final int slice, final int of) {
        return state.hashSlice(hash, slice, of);
    }
}
