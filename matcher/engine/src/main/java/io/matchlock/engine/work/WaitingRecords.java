package io.matchlock.engine.work;

import io.matchlock.engine.handle.AccountNumber;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.OrderRequest;
import io.matchlock.engine.state.Backlog;
import io.matchlock.engine.state.Turn;

/** The records that wait behind unfinished work, oldest first: what each is, and what it belongs to. */
final class WaitingRecords {
    static final int NEW = 1;
    static final int CANCEL = 2;
    static final int REPLACE = 3;
    static final int MASS = 4;
    static final int REFUSED = 5;
    static final int TICK = 6;
    static final int STATUS = 7;
    static final int LIMITS = 8;
    static final int BLOCK = 9;
    static final int RULES = 10;

    private static final int MITIGATED = 1;
    private static final int MITIGATION_UNKNOWN = 2;

    private final Backlog backlog;
    private final Turn turn;
    private final OrderRequest request = new OrderRequest();

    WaitingRecords(final Backlog backlog, final Turn turn) {
        this.backlog = backlog;
        this.turn = turn;
    }

    boolean isEmpty() {
        return backlog.isEmpty();
    }

    /** How many more there is room for. */
    int free() {
        return backlog.free();
    }

    /** Lets the turn be that of the oldest. */
    void begin() {
        turn.chainId = backlog.chainId();
        turn.message(backlog.session(), backlog.clientSeqNo(), backlog.receiveTimeNs());
    }

    /** The oldest one's kind. */
    int kind() {
        return backlog.kind();
    }

    int getInt(final int index) {
        return backlog.getInt(index);
    }

    long getLong(final int index) {
        return backlog.getLong(index);
    }

    void remove() {
        backlog.remove();
    }

    /** Removes the oldest, which is a new order or a replace. The request is good until the next call. */
    OrderRequest takeRequest() {
        readRequest();
        backlog.remove();
        return request;
    }

    void add(
            final int kind,
            final int int0,
            final int int1,
            final int int2,
            final int int3,
            final long long0,
            final long long1,
            final long long2) {
        backlog.add(kind, turn.session, turn.chainId, turn.clientSeqNo, turn.receiveTimeNs);
        backlog.putInt(0, int0);
        backlog.putInt(1, int1);
        backlog.putInt(2, int2);
        backlog.putInt(3, int3);
        backlog.putLong(0, long0);
        backlog.putLong(1, long1);
        backlog.putLong(2, long2);
    }

    /** Adds a new order or a replace. A new order names no other order, whatever the caller has left in the request. */
    void add(final int kind, final OrderRequest request) {
        final boolean isReplace = kind == REPLACE;
        backlog.add(kind, turn.session, turn.chainId, turn.clientSeqNo, turn.receiveTimeNs);
        backlog.putInt(0, request.securityId());
        backlog.putInt(1, request.account());
        backlog.putInt(2, (request.side() & 0xFF) | ((request.ordType() & 0xFF) << 8) | (request.timeInForce() << 16));
        backlog.putInt(3, request.execInst() | (request.stpInstruction() << 8));
        backlog.putInt(4, isReplace ? mitigation(request) : 0);
        backlog.putLong(0, request.clOrdId());
        backlog.putLong(1, isReplace ? request.origClOrdId() : Codes.NULL_U64);
        backlog.putLong(2, isReplace ? request.orderId() : Codes.NULL_U64);
        backlog.putLong(3, request.price());
        backlog.putLong(4, request.orderQty());
        backlog.putLong(5, request.stopPx());
        backlog.putLong(6, request.minQty());
        backlog.putLong(7, request.displayQty());
        backlog.putLong(8, request.expireTimeNs());
        backlog.putLong(9, request.selfMatchPreventionId());
    }

    private void readRequest() {
        final int kinds = backlog.getInt(2);
        request.securityId(backlog.getInt(0))
                .account((@AccountNumber int) backlog.getInt(1))
                .side((byte) kinds)
                .ordType((byte) (kinds >> 8))
                .timeInForce((byte) (kinds >> 16))
                .execInst(backlog.getInt(3) & 0xFF)
                .stpInstruction((byte) (backlog.getInt(3) >> 8))
                .inFlightMitigation(backlog.getInt(4) == MITIGATED)
                .clOrdId(backlog.getLong(0))
                .origClOrdId(backlog.getLong(1))
                .orderId(backlog.getLong(2))
                .price(backlog.getLong(3))
                .orderQty(backlog.getLong(4))
                .stopPx(backlog.getLong(5))
                .minQty(backlog.getLong(6))
                .displayQty(backlog.getLong(7))
                .expireTimeNs(backlog.getLong(8))
                .selfMatchPreventionId(backlog.getLong(9));
        if (backlog.getInt(4) == MITIGATION_UNKNOWN) {
            request.unknownInFlightMitigation();
        }
    }

    private static int mitigation(final OrderRequest request) {
        if (!request.isInFlightMitigationKnown()) {
            return MITIGATION_UNKNOWN;
        }
        return request.inFlightMitigation() ? MITIGATED : 0;
    }
}
