package io.matchlock.engine;

import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.OrderRequest;
import java.util.Random;

/** Draws the fields of new orders and replaces: mostly such as are accepted, some with one field that is not. */
final class RandomOrders {
    /** What is remembered of an order, to address it later. */
    record Sent(
            int session,
            long clOrdId,
            long orderId,
            int securityId,
            int account,
            int side,
            int ordType,
            long price,
            long stopPx,
            long quantity) {}

    private static final long SECOND = 1_000_000_000L;
    private static final int[] TYPES = {'2', '2', '2', '2', '2', '2', '2', '2', '1', '3', '3', '4', '4'};
    private static final int[] LIMIT_TIMES = {'0', '1', '1', '1', '6', '3', '4'};
    private static final int[] MARKET_TIMES = {'0', '1', '3', '4'};
    private static final int[] STOP_TIMES = {'0', '1', '6'};

    final OrderRequest request = new OrderRequest();
    private final Random random;
    private final RandomDefinitions definitions;
    private final boolean plain;
    private long clOrdIds;

    /** @param plain mostly such as rules version 1 has */
    RandomOrders(final RandomDefinitions definitions, final boolean plain, final Random random) {
        this.definitions = definitions;
        this.plain = plain;
        this.random = random;
    }

    boolean oneIn(final int chances) {
        return random.nextInt(chances) == 0;
    }

    private int anyOf(final int[] values) {
        return values[random.nextInt(values.length)];
    }

    long nextClOrdId() {
        return oneIn(60) ? clOrdIds - random.nextInt(20) : ++clOrdIds;
    }

    OrderRequest order(final long nowNs) {
        final int securityId = anyOf(RandomDefinitions.SECURITIES);
        terms(securityId, '1' + random.nextInt(2), plain && !oneIn(30) ? '2' : anyOf(TYPES), nowNs);
        request.clOrdId(nextClOrdId()).account(account());
        if (oneIn(15) && !plain) {
            request.minQty((1 + random.nextInt(6)) * RandomDefinitions.lotSize(securityId));
        }
        if (request.ordType() != '2' && request.ordType() != '1') {
            request.minQty(Codes.NULL_U64);
        }
        if (oneIn(10)) {
            spoil(nowNs);
        }
        boundIceberg();
        return request;
    }

    /** A large quantity shown in tiny pieces trades for ages. */
    private void boundIceberg() {
        final long showings = request.displayQty() > 0 ? request.orderQty() / request.displayQty() : 0;
        if (showings > 50 && showings <= 1_000) {
            request.displayQty(Codes.NULL_U64);
        }
    }

    int account() {
        return oneIn(40) ? 10 + random.nextInt(4) : oneIn(200) ? -2 : random.nextInt(4);
    }

    private void terms(final int securityId, final int side, final int ordType, final long nowNs) {
        final boolean stop = ordType == '3' || ordType == '4';
        final boolean limit = ordType == '2' || ordType == '4';
        final int timeInForce = anyOf(ordType == '1' ? MARKET_TIMES : stop ? STOP_TIMES : LIMIT_TIMES);
        final int lean = side == '1' ? -3 : 3;
        request.clear()
                .securityId(securityId)
                .side(side)
                .ordType(ordType)
                .timeInForce(plain && !oneIn(30) ? (oneIn(4) ? '3' : '1') : timeInForce)
                .orderQty(quantity(securityId));
        if (limit) {
            request.price(definitions.price(securityId, lean));
        }
        if (stop) {
            request.stopPx(oneIn(2) ? definitions.price(securityId, 0) : definitions.stopPrice(securityId));
        }
        if (request.timeInForce() == '6') {
            request.expireTimeNs(nowNs + (1 + random.nextInt(30)) * SECOND + random.nextInt(2));
        }
        if (!plain) {
            options(timeInForce);
        }
    }

    private void options(final int timeInForce) {
        final boolean rests = timeInForce != '3' && timeInForce != '4';
        final long lot = RandomDefinitions.lotSize(request.securityId());
        if (oneIn(4) && rests && (request.ordType() == '2' || request.ordType() == '4')) {
            request.displayQty(Math.min(request.orderQty(), (1 + random.nextInt(4)) * lot));
        }
        if (oneIn(3)) {
            request.selfMatchPreventionId(random.nextInt(2));
            request.stpInstruction(oneIn(6) ? 0 : '0' + random.nextInt(5));
        }
        if (oneIn(20) && rests && request.ordType() == '2') {
            request.execInst(1);
        }
    }

    private long quantity(final int securityId) {
        if (securityId == -3 && oneIn(8)) {
            return random.nextLong() >>> (1 + random.nextInt(40));
        }
        return (1 + random.nextInt(oneIn(10) ? 60 : 14)) * RandomDefinitions.lotSize(securityId);
    }

    private long wild() {
        final long[] values = {0, 1, -1, -2, 3, 7, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40, random.nextLong()};
        return values[random.nextInt(values.length)];
    }

    private int wildCode() {
        final int[] values = {0, '0', '1', '2', '3', '4', '5', '6', '7', -1, 2};
        return anyOf(values);
    }

    /** One field that may well be wrong. */
    private void spoil(final long nowNs) {
        final long tick = RandomDefinitions.tickSize(request.securityId());
        switch (random.nextInt(26)) {
            case 0 -> request.securityId(99);
            case 1 -> request.side(wildCode());
            case 2 -> request.ordType(wildCode());
            case 3, 4 -> request.timeInForce(wildCode());
            case 5 -> request.execInst(random.nextInt(4));
            case 6 -> request.stpInstruction(wildCode());
            case 7 -> request.expireTimeNs(oneIn(2) ? nowNs : wild());
            case 8 -> request.orderQty(wild());
            case 9 -> request.orderQty(request.orderQty() + 5);
            case 10 -> request.orderQty(1 + random.nextInt(3));
            case 11 -> request.minQty(oneIn(2) ? wild() : request.orderQty() + 1);
            case 12 -> request.displayQty(oneIn(2) ? wild() : request.orderQty() + 1);
            case 13 -> request.displayQty(RandomDefinitions.lotSize(request.securityId()));
            case 14 -> request.price(wild());
            case 15 -> request.price(request.price() + tick / 2);
            case 16 -> request.price((50 + random.nextInt(100)) * tick);
            case 17 -> request.stopPx(wild());
            case 18 -> request.stopPx((50 + random.nextInt(100)) * tick);
            case 19 -> request.stopPx(request.stopPx() + tick / 2 + 1);
            case 20 -> request.execInst(1);
            case 21 -> request.minQty(RandomDefinitions.lotSize(request.securityId()));
            case 22 -> request.selfMatchPreventionId(wild());
            case 23 -> request.stopPx(Codes.NULL_PRICE);
            case 24 -> request.price(Codes.NULL_PRICE);
            default -> request.clOrdId(-1);
        }
    }

    OrderRequest replace(final Sent target, final long nowNs) {
        final int ordType = target.ordType == '4' && oneIn(10) ? '2' : oneIn(60) ? wildCode() : target.ordType;
        terms(target.securityId, oneIn(80) ? '1' + random.nextInt(2) : target.side, ordType, nowNs);
        if (request.timeInForce() == '3' || request.timeInForce() == '4') {
            request.timeInForce(oneIn(20) ? request.timeInForce() : '1');
        }
        request.clOrdId(oneIn(3) ? target.clOrdId : nextClOrdId())
                .account(oneIn(80) ? account() : target.account)
                .inFlightMitigation(oneIn(2));
        if (!request.inFlightMitigation()
                && request.clOrdId() % 37 == 0) { // no further draw: older digests go by these
            request.unknownInFlightMitigation();
        }
        keepSome(target);
        if (oneIn(10)) {
            spoil(nowNs);
        }
        boundIceberg();
        address(target);
        return request;
    }

    private void keepSome(final Sent target) {
        if (!oneIn(3) && request.price() != Codes.NULL_PRICE) {
            request.price(target.price);
        }
        if (!oneIn(3) && request.stopPx() != Codes.NULL_PRICE) {
            request.stopPx(target.stopPx);
        }
        if (oneIn(2)) {
            request.orderQty(
                    Math.max(1, target.quantity - random.nextInt(4) * RandomDefinitions.lotSize(target.securityId)));
        }
    }

    private void address(final Sent target) {
        final boolean byOrderId = oneIn(2);
        request.orderId(byOrderId ? target.orderId : Codes.NULL_U64)
                .origClOrdId(byOrderId && !oneIn(10) ? Codes.NULL_U64 : target.clOrdId);
    }

    static Sent sent(final NaiveOrder order) {
        return new Sent(
                order.session,
                order.clOrdId,
                order.orderId,
                order.securityId,
                order.account,
                order.side,
                order.ordType,
                order.price,
                order.stopPx,
                order.leavesQty);
    }

    Sent sent(final int session, final long orderId) {
        return new Sent(
                session,
                request.clOrdId(),
                orderId,
                request.securityId(),
                request.account(),
                request.side(),
                request.ordType(),
                request.price(),
                request.stopPx(),
                request.orderQty());
    }
}
