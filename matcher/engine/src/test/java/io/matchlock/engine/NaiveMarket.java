package io.matchlock.engine;

import io.matchlock.engine.NaiveRules.Case;
import io.matchlock.engine.event.CancelReason;
import io.matchlock.engine.event.CancelReject;
import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import io.matchlock.engine.request.Instrument;
import io.matchlock.engine.request.OrderRequest;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Instruments, live orders and what each record does to them, as docs/matching.md reads, on the collections of the language. */
final class NaiveMarket {
    private final NaiveEngine engine;
    final EngineLimits limits;
    final Map<Integer, NaiveBook> books = new LinkedHashMap<>();
    final Map<Long, NaiveOrder> live = new TreeMap<>();
    final NaiveRisk risk;
    final Counts counts = new Counts();
    private final NaiveTrading trading;
    int rulesVersion = Engine.RULES_VERSION;
    long bookTimeNs;
    long tradeIds;
    private long orderIds;
    private long massActionIds;
    /** The order that the message at hand is about, null for none. */
    private NaiveOrder subject;

    private boolean isMassCancel;

    NaiveMarket(final NaiveEngine engine) {
        this.engine = engine;
        this.limits = engine.limits;
        this.risk = new NaiveRisk(this);
        this.trading = new NaiveTrading(this, engine);
    }

    void add(final Instrument instrument) {
        books.put(instrument.securityId(), new NaiveBook(instrument));
    }

    NaiveBook book(final int securityId) {
        return books.get(securityId);
    }

    long lastOrderId() {
        return orderIds;
    }

    /** What follows answers nobody, even if the message was about it: a stop was elected. */
    void forgetSubject() {
        subject = null;
    }

    boolean isAnsweredBy(final NaiveOrder order) {
        return isMassCancel || order == subject;
    }

    int levels() {
        return books.values().stream().mapToInt(NaiveBook::levels).sum();
    }

    boolean areDetailsFull() {
        return live.values().stream().filter(order -> order.details).count() >= limits.maxDetailedOrders();
    }

    /** The session's live order with a ClOrdID, null if there is none. */
    NaiveOrder named(final long clOrdId) {
        return live.values().stream()
                .filter(order -> order.session == engine.session() && order.clOrdId == clOrdId)
                .findFirst()
                .orElse(null);
    }

    void putIn(final NaiveOrder order) {
        live.put(order.orderId, order);
        book(order.securityId).add(order);
    }

    /** It has traded in full, or was cancelled, or has expired. */
    void ended(final NaiveOrder order) {
        if (!order.hasEnded) {
            order.hasEnded = true;
            engine.sessions.ended(order.session);
        }
    }

    void takeOut(final NaiveOrder order) {
        live.remove(order.orderId);
        book(order.securityId).remove(order);
    }

    void enter(final OrderRequest request) {
        final long orderId = ++orderIds;
        final Case it = new Case(request, book(request.securityId()), this);
        final OrderReject reject = NaiveRules.check(it);
        if (reject != null) {
            counts.add("order reject " + reject);
            engine.log.add(
                    "rejected",
                    engine.answer(true),
                    orderId,
                    request.clOrdId(),
                    request.securityId(),
                    request.side(),
                    reject);
            return;
        }
        final NaiveOrder order = new NaiveOrder();
        order.orderId = orderId;
        order.session = engine.session();
        order.securityId = request.securityId();
        order.account = request.account();
        order.side = request.side();
        order.ordType = request.ordType();
        order.minQty = request.minQty();
        order.orderQty = request.orderQty();
        order.leavesQty = request.orderQty();
        setTerms(order, it);
        risk.know(order.account, order.securityId);
        counts.add("new " + (char) order.ordType + (char) order.timeInForce);
        engine.sessions.entered(order.session);
        subject = order;
        engine.log.add("new", engine.news(order), order.text());
        trading.enter(it.book(), order);
        subject = null;
    }

    private void setTerms(final NaiveOrder order, final Case it) {
        final OrderRequest request = it.request();
        order.clOrdId = request.clOrdId();
        order.price = request.price();
        order.stopPx = request.stopPx();
        order.timeInForce = request.timeInForce();
        final long farthestNs = request.expireTimeNs() == Codes.NULL_U64
                ? Codes.NULL_U64
                : new BigDecimal(Long.toUnsignedString(request.expireTimeNs()))
                        .min(BigDecimal.valueOf(Long.MAX_VALUE))
                        .longValueExact();
        order.expireTimeNs = farthestNs;
        order.endsAtNs = order.timeInForce == Codes.TIF_GTD
                ? farthestNs
                : order.timeInForce == Codes.TIF_DAY ? it.book().dayEndAfter(bookTimeNs) : NaiveOrder.NEVER;
        order.displayQty = request.displayQty() < order.leavesQty ? request.displayQty() : Codes.NULL_U64;
        order.group = request.selfMatchPreventionId();
        order.stpInstruction = request.stpInstruction();
        order.details |= it.needsDetails(order.leavesQty);
    }

    private NaiveOrder find(final long orderId, final long origClOrdId) {
        if (orderId == Codes.NULL_U64) {
            return origClOrdId == Codes.NULL_U64 ? null : named(origClOrdId);
        }
        final NaiveOrder order = live.get(orderId);
        final boolean mine = order != null && order.session == engine.session();
        return mine && (origClOrdId == Codes.NULL_U64 || origClOrdId == order.clOrdId) ? order : null;
    }

    private static CancelReject checkTarget(final NaiveOrder order, final int securityId, final int side) {
        if (order == null) {
            return CancelReject.UNKNOWN_ORDER;
        }
        if (order.securityId != securityId) {
            return CancelReject.INSTRUMENT_MISMATCH;
        }
        return order.side == side ? null : CancelReject.SIDE_MISMATCH;
    }

    void cancel(final long clOrdId, final long origClOrdId, final long orderId, final int securityId, final int side) {
        final NaiveOrder order = find(orderId, origClOrdId);
        final CancelReject reject = checkTarget(order, securityId, side);
        if (reject != null) {
            reject(order, clOrdId, origClOrdId, orderId, securityId, Codes.RESPONSE_TO_CANCEL, reject);
            return;
        }
        takeOut(order);
        order.endStatus = Codes.STATUS_CANCELED;
        ended(order);
        counts.add("cancel REQUESTED");
        engine.log.add("canceled", engine.answer(true), order.text(), clOrdId, order.clOrdId, CancelReason.REQUESTED);
    }

    private void reject(
            final NaiveOrder order,
            final long clOrdId,
            final long origClOrdId,
            final long orderId,
            final int securityId,
            final int responseTo,
            final CancelReject reject) {
        counts.add((responseTo == Codes.RESPONSE_TO_CANCEL ? "cancel" : "replace") + " reject " + reject);
        engine.log.add(
                "cancelRejected",
                engine.answer(false),
                clOrdId,
                origClOrdId,
                orderId,
                securityId,
                (char) (order == null ? Codes.STATUS_REJECTED : order.ordStatus()),
                (char) responseTo,
                reject);
    }

    void replace(final OrderRequest request) {
        final NaiveOrder order = find(request.orderId(), request.origClOrdId());
        CancelReject reject = checkTarget(order, request.securityId(), request.side());
        final Case it = new Case(request, book(request.securityId()), this);
        if (reject == null) {
            reject = NaiveReplaceRules.check(it, order);
        }
        if (reject != null) {
            reject(
                    order,
                    request.clOrdId(),
                    request.origClOrdId(),
                    request.orderId(),
                    request.securityId(),
                    Codes.RESPONSE_TO_REPLACE,
                    reject);
            return;
        }
        amend(order, it);
    }

    private void amend(final NaiveOrder order, final Case it) {
        final long oldClOrdId = order.clOrdId;
        final long open = NaiveReplaceRules.open(it, order);
        final boolean keepsPlace = it.request().price() == order.price
                && (!order.isStop() || it.request().stopPx() == order.stopPx)
                && open < order.leavesQty
                && !it.book().definition.replaceLosesPriority()
                && (order.isStop() || it.isIceberg(open) || open <= order.shownQty);
        if (!keepsPlace) {
            takeOut(order);
        }
        order.orderQty = order.cumQty() + open;
        order.leavesQty = open;
        order.minQty = Codes.NULL_U64;
        setTerms(order, it);
        subject = order;
        counts.add(keepsPlace ? "replaced in place" : "replaced");
        engine.log.add("replaced", engine.answer(true), order.text(), oldClOrdId);
        if (keepsPlace) {
            final long shown = order.shownQty;
            order.show();
            order.shownQty = Math.min(shown, order.shownQty);
        } else {
            trading.enter(it.book(), order);
        }
        subject = null;
    }

    void massCancel(final long clOrdId, final int scope, final int securityId, final int account, final int side) {
        final long massActionId = ++massActionIds;
        final int reject = checkMassCancel(scope, securityId, account, side);
        int affected = 0;
        if (reject == Codes.NULL_U16) {
            final List<NaiveOrder> all = sorted(
                    Comparator.comparingLong(order -> order.orderId),
                    order -> order.session == engine.session()
                            && (securityId == Codes.NULL_SECURITY_ID || order.securityId == securityId)
                            && (account == Codes.NULL_U32 || order.account == account)
                            && (side == Codes.NULL_CHAR || order.side == side));
            isMassCancel = true;
            all.forEach(order -> massCancel(order, massActionId));
            isMassCancel = false;
            affected = all.size();
        }
        counts.add("mass cancel of scope " + scope + (reject == Codes.NULL_U16 ? "" : " rejected by " + reject));
        engine.log.add(
                "massAction", engine.answer(false), massActionId, clOrdId, scope, securityId, side, affected, reject);
    }

    private int checkMassCancel(final int scope, final int securityId, final int account, final int side) {
        if (rulesVersion == 1 || !NaiveRules.oneOf(scope, 1, 7, 100, 101, 102)) {
            return Codes.MASS_UNSUPPORTED;
        }
        if (securityId == Codes.NULL_SECURITY_ID ? scope == 1 : book(securityId) == null) {
            return Codes.MASS_UNKNOWN_INSTRUMENT;
        }
        final boolean lacksAccount = scope == 101 && account == Codes.NULL_U32;
        final boolean lacksSide = side == Codes.NULL_CHAR ? scope == 102 : side != '1' && side != '2';
        return lacksAccount || lacksSide ? Codes.MASS_OTHER : Codes.NULL_U16;
    }

    private void massCancel(final NaiveOrder order, final long massActionId) {
        takeOut(order);
        order.endStatus = Codes.STATUS_CANCELED;
        ended(order);
        counts.add("cancel MASS_CANCEL");
        engine.log.add(
                "canceled",
                engine.news(order),
                order.text(),
                order.clOrdId,
                Codes.NULL_U64,
                CancelReason.MASS_CANCEL,
                massActionId);
    }

    private List<NaiveOrder> sorted(final Comparator<NaiveOrder> order, final Predicate<NaiveOrder> which) {
        return live.values().stream().filter(which).sorted(order).toList();
    }

    void define(final long requestId, final Instrument instrument) {
        answer("define", requestId, define(instrument));
    }

    private int define(final Instrument instrument) {
        final NaiveBook book = book(instrument.securityId());
        if (book == null) {
            if (books.size() >= limits.maxInstruments()) {
                return Codes.ADMIN_FULL;
            }
            add(instrument);
            engine.log.add("status", instrument.securityId(), instrument.status());
            return Codes.ADMIN_DONE;
        }
        if (!book.canBecome(instrument)) {
            return Codes.ADMIN_TICK_SIZE;
        }
        book.become(instrument);
        return Codes.ADMIN_DONE;
    }

    void status(final long requestId, final int securityId, final int status) {
        if (book(securityId) == null) {
            answer("status", requestId, Codes.ADMIN_UNKNOWN_INSTRUMENT);
        } else if (!Codes.isTradingStatus(status)) {
            answer("status", requestId, Codes.ADMIN_UNKNOWN_STATUS);
        } else {
            uncrossBefore(book(securityId), status);
            stand(book(securityId), status);
            answer("status", requestId, Codes.ADMIN_DONE);
            electAfter(book(securityId));
        }
    }

    private void uncrossBefore(final NaiveBook book, final int status) {
        counts.add("status " + book.status + " to " + status);
        if (status == Codes.TRADING_CONTINUOUS
                || (book.status == Codes.TRADING_AUCTION && status == Codes.TRADING_CLOSED)) {
            trading.uncross(book);
        }
    }

    private void stand(final NaiveBook book, final int status) {
        book.status = status;
        book.haltEndsNs = 0;
        engine.log.add("status", book.definition.securityId(), status);
    }

    private void electAfter(final NaiveBook book) {
        if (book.isContinuous()) {
            book.recallLastTrade();
        }
        trading.elect(book);
    }

    void limits(
            final long requestId,
            final int account,
            final int maxOpenOrders,
            final long maxPosition,
            final long maxNotional) {
        if (maxOpenOrders < 0 || maxPosition < 0 || maxNotional < 0) {
            answer("limits", requestId, Codes.ADMIN_INVALID);
        } else if (!risk.know(account)) {
            answer("limits", requestId, Codes.ADMIN_FULL);
        } else {
            risk.limit(account, maxOpenOrders, maxPosition, maxNotional);
            answer("limits", requestId, Codes.ADMIN_DONE);
        }
    }

    void block(final long requestId, final int account, final boolean blocked) {
        if (!risk.know(account)) {
            answer("block", requestId, Codes.ADMIN_FULL);
            return;
        }
        risk.block(account, blocked);
        if (blocked) {
            sorted(
                            Comparator.<NaiveOrder>comparingInt(order -> engine.sessions.place(order.session))
                                    .thenComparingLong(order -> order.orderId),
                            order -> order.account == account)
                    .forEach(order -> {
                        takeOut(order);
                        trading.cancel(order, CancelReason.KILL_SWITCH);
                    });
        }
        answer("block", requestId, Codes.ADMIN_DONE);
    }

    private void answer(final String what, final long requestId, final int result) {
        counts.add("admin " + what + " answered " + result);
        engine.log.add("admin", engine.chainId(), requestId, result);
    }

    void tick(final long timeNs) {
        bookTimeNs = timeNs;
        sorted(
                        Comparator.<NaiveOrder>comparingLong(order -> order.endsAtNs)
                                .thenComparingLong(order -> order.orderId),
                        order -> order.endsAtNs <= timeNs)
                .forEach(this::expire);
        books.values().stream()
                .filter(book -> book.haltEndsNs != 0 && book.haltEndsNs <= timeNs)
                .toList()
                .forEach(book -> {
                    counts.add("halts ended by time");
                    uncrossBefore(book, Codes.TRADING_CONTINUOUS);
                    stand(book, Codes.TRADING_CONTINUOUS);
                    electAfter(book);
                });
    }

    private void expire(final NaiveOrder order) {
        takeOut(order);
        order.endStatus = Codes.STATUS_EXPIRED;
        ended(order);
        counts.add("expired");
        engine.log.add("expired", engine.news(order), order.text());
    }

    int longestSide() {
        return books.values().stream().mapToInt(NaiveBook::longestSide).max().orElse(0);
    }
}
