package io.matchlock.matcher.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Orders and trading as the rules read, on sorted maps of lists. */
final class NaiveBooks {
    private final NaiveEngine engine;
    private final Map<Integer, Instrument> instruments = new HashMap<>();
    private final Map<String, NavigableMap<Long, List<NaiveOrder>>> sides = new HashMap<>();
    private final Map<Long, NaiveOrder> resting = new LinkedHashMap<>();
    private long orderIds;
    private long tradeIds;

    NaiveBooks(final NaiveEngine engine) {
        this.engine = engine;
    }

    void add(final Instrument instrument) {
        instruments.put(instrument.securityId(), instrument);
    }

    private int levels() {
        return sides.values().stream().mapToInt(Map::size).sum();
    }

    long trades() {
        return tradeIds;
    }

    long lastOrderId() {
        return orderIds;
    }

    private NavigableMap<Long, List<NaiveOrder>> side(final int securityId, final int side) {
        final Comparator<Long> bestFirst = side == '1' ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return sides.computeIfAbsent(securityId + ":" + side, key -> new TreeMap<>(bestFirst));
    }

    void enter(final OrderRequest request) {
        final long orderId = ++orderIds;
        final OrderReject reject = check(request);
        if (reject != null) {
            engine.log.add(
                    "rejected",
                    engine.answer(true),
                    orderId,
                    request.clOrdId,
                    request.securityId,
                    request.side,
                    reject);
            return;
        }
        final NaiveOrder order = new NaiveOrder();
        order.orderId = orderId;
        order.session = engine.session();
        order.securityId = request.securityId;
        order.account = request.account;
        order.side = request.side;
        order.ordType = request.ordType;
        amend(order, request);
        engine.log.add("new", engine.answer(true), order.text());
        final boolean complete = match(order);
        if (!complete) {
            cancel(order, CancelReason.TOUCHED_ORDERS);
        } else if (order.leavesQty() > 0 && order.timeInForce == '3') {
            cancel(order, CancelReason.IMMEDIATE_OR_CANCEL);
        } else if (order.leavesQty() > 0 && order.ordType == '1') {
            cancel(order, CancelReason.NO_LIQUIDITY);
        } else if (order.leavesQty() > 0) {
            rest(order);
        }
    }

    private static void amend(final NaiveOrder order, final OrderRequest request) {
        order.clOrdId = request.clOrdId;
        order.price = request.price;
        order.orderQty = request.orderQty;
        order.timeInForce = request.timeInForce;
    }

    private OrderReject check(final OrderRequest request) {
        final Instrument instrument = instruments.get(request.securityId);
        if (instrument == null) {
            return OrderReject.UNKNOWN_INSTRUMENT;
        }
        if (request.side != '1' && request.side != '2') {
            return OrderReject.UNKNOWN_SIDE;
        }
        if (request.ordType != '1' && request.ordType != '2') {
            return OrderReject.UNSUPPORTED_TYPE;
        }
        if (request.timeInForce != '0' && request.timeInForce != '1' && request.timeInForce != '3') {
            return OrderReject.UNSUPPORTED_TIME_IN_FORCE;
        }
        if (request.displayQty != -1) {
            return OrderReject.UNSUPPORTED_DISPLAY_QTY;
        }
        final OrderReject amount = checkAmount(request, instrument);
        if (amount != null) {
            return amount;
        }
        if (request.clOrdId == -1) {
            return OrderReject.INVALID_CLORDID;
        }
        if (named(request.clOrdId) != null) {
            return OrderReject.DUPLICATE_CLORDID;
        }
        if (request.ordType == '1' || request.timeInForce == '3') {
            return null;
        }
        if (resting.size() == engine.limits.maxOrders()) {
            return OrderReject.ORDERS_FULL;
        }
        return hasRoom(request) ? null : OrderReject.LEVELS_FULL;
    }

    private static OrderReject checkAmount(final OrderRequest request, final Instrument instrument) {
        if (request.orderQty <= 0) {
            return OrderReject.INVALID_QUANTITY;
        }
        if (request.orderQty % instrument.lotSize() != 0) {
            return OrderReject.QUANTITY_LOT;
        }
        if (request.orderQty < instrument.minQty()) {
            return OrderReject.QUANTITY_TOO_SMALL;
        }
        if (request.orderQty > instrument.maxQty()) {
            return OrderReject.QUANTITY_TOO_LARGE;
        }
        if (request.ordType == '1') {
            return request.price == Long.MIN_VALUE ? null : OrderReject.PRICE_ON_MARKET;
        }
        if (request.price <= 0) {
            return OrderReject.INVALID_PRICE;
        }
        if (request.price < instrument.lowLimitPrice() || request.price > instrument.highLimitPrice()) {
            return OrderReject.PRICE_LIMITS;
        }
        return request.price % instrument.tickSize() == 0 ? null : OrderReject.PRICE_TICK;
    }

    private boolean hasRoom(final OrderRequest request) {
        return levels() < engine.limits.maxPriceLevels()
                || side(request.securityId, request.side).containsKey(request.price);
    }

    private NaiveOrder named(final long clOrdId) {
        return resting.values().stream()
                .filter(order -> order.session == engine.session() && order.clOrdId == clOrdId)
                .findFirst()
                .orElse(null);
    }

    /** False if it had to stop before the end. */
    private boolean match(final NaiveOrder taker) {
        final NavigableMap<Long, List<NaiveOrder>> others = side(taker.securityId, taker.side == '1' ? '2' : '1');
        int touched = 0;
        while (taker.leavesQty() > 0 && !others.isEmpty()) {
            final long price = others.firstKey();
            if (taker.ordType == '2' && (taker.side == '1' ? price > taker.price : price < taker.price)) {
                return true;
            }
            if (touched++ == engine.limits.maxTouchedOrders()) {
                return false;
            }
            trade(taker, others.firstEntry().getValue().get(0));
        }
        return true;
    }

    private void trade(final NaiveOrder taker, final NaiveOrder maker) {
        final long quantity = Math.min(taker.leavesQty(), maker.leavesQty());
        taker.cumQty += quantity;
        maker.cumQty += quantity;
        final long tradeId = ++tradeIds;
        engine.log.add("trade", engine.answer(true), taker.text(), tradeId, maker.price, quantity, true, maker.orderId);
        engine.log.add(
                "trade",
                engine.news(maker.session),
                maker.text(),
                tradeId,
                maker.price,
                quantity,
                false,
                taker.orderId);
        if (maker.leavesQty() == 0) {
            unrest(maker);
        }
    }

    private void rest(final NaiveOrder order) {
        resting.put(order.orderId, order);
        side(order.securityId, order.side)
                .computeIfAbsent(order.price, price -> new ArrayList<>())
                .add(order);
    }

    private void unrest(final NaiveOrder order) {
        final NavigableMap<Long, List<NaiveOrder>> side = side(order.securityId, order.side);
        resting.remove(order.orderId);
        side.get(order.price).remove(order);
        if (side.get(order.price).isEmpty()) {
            side.remove(order.price);
        }
    }

    private void cancel(final NaiveOrder order, final CancelReason reason) {
        order.canceled = true;
        engine.log.add("canceled", engine.answer(true), order.text(), order.clOrdId, -1, reason);
    }

    private NaiveOrder find(final long orderId, final long origClOrdId) {
        if (orderId == -1) {
            return origClOrdId == -1 ? null : named(origClOrdId);
        }
        final NaiveOrder order = resting.get(orderId);
        final boolean mine = order != null && order.session == engine.session();
        return mine && (origClOrdId == -1 || origClOrdId == order.clOrdId) ? order : null;
    }

    void cancel(final long clOrdId, final long origClOrdId, final long orderId, final int securityId, final int side) {
        final NaiveOrder order = find(orderId, origClOrdId);
        final CancelReject reject = checkTarget(order, securityId, side);
        if (reject != null) {
            reject(order, clOrdId, origClOrdId, orderId, securityId, '1', reject);
            return;
        }
        order.canceled = true;
        engine.log.add("canceled", engine.answer(true), order.text(), clOrdId, order.clOrdId, CancelReason.REQUESTED);
        unrest(order);
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

    private void reject(
            final NaiveOrder order,
            final long clOrdId,
            final long origClOrdId,
            final long orderId,
            final int securityId,
            final char responseTo,
            final CancelReject reject) {
        final char status = order == null ? '8' : (char) order.status();
        engine.log.add(
                "cancelRejected",
                engine.answer(false),
                clOrdId,
                origClOrdId,
                orderId,
                securityId,
                status,
                responseTo,
                reject);
    }

    void replace(final OrderRequest request) {
        final NaiveOrder order = find(request.orderId, request.origClOrdId);
        final CancelReject reject = checkReplace(order, request);
        if (reject != null) {
            reject(order, request.clOrdId, request.origClOrdId, request.orderId, request.securityId, '2', reject);
            return;
        }
        final boolean keepsPriority = request.price == order.price && request.orderQty < order.orderQty;
        final long oldClOrdId = order.clOrdId;
        if (!keepsPriority) {
            unrest(order);
        }
        amend(order, request);
        engine.log.add("replaced", engine.answer(true), order.text(), oldClOrdId);
        if (keepsPriority) {
            return;
        }
        if (!match(order)) {
            cancel(order, CancelReason.TOUCHED_ORDERS);
        } else if (order.leavesQty() > 0) {
            rest(order);
        }
    }

    private CancelReject checkReplace(final NaiveOrder order, final OrderRequest request) {
        final CancelReject target = checkTarget(order, request.securityId, request.side);
        if (target != null) {
            return target;
        }
        if (request.account != order.account) {
            return CancelReject.ACCOUNT_MISMATCH;
        }
        if (request.ordType != order.ordType) {
            return CancelReject.TYPE_MISMATCH;
        }
        if (request.timeInForce != '0' && request.timeInForce != '1') {
            return CancelReject.UNSUPPORTED_TIME_IN_FORCE;
        }
        if (request.displayQty != -1) {
            return CancelReject.UNSUPPORTED_FIELD;
        }
        final OrderReject amount = checkAmount(request, instruments.get(request.securityId));
        if (amount != null && amount.refTagId() == 38) {
            return CancelReject.INVALID_QUANTITY;
        }
        if (request.orderQty <= order.cumQty) {
            return CancelReject.QUANTITY_TRADED;
        }
        if (amount != null) {
            return switch (amount) {
                case PRICE_TICK -> CancelReject.PRICE_TICK;
                case PRICE_LIMITS -> CancelReject.PRICE_LIMITS;
                default -> CancelReject.INVALID_PRICE;
            };
        }
        if (!hasRoom(request)) {
            return CancelReject.LEVELS_FULL;
        }
        if (request.clOrdId == -1) {
            return CancelReject.INVALID_CLORDID;
        }
        final NaiveOrder namesake = named(request.clOrdId);
        return namesake == null || namesake == order ? null : CancelReject.DUPLICATE_CLORDID;
    }
}
