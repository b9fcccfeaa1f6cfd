package io.matchlock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.engine.event.CancelReason;
import io.matchlock.engine.event.CancelReject;
import io.matchlock.engine.event.Order;
import io.matchlock.engine.event.Report;
import io.matchlock.engine.event.SilentListener;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import io.matchlock.engine.request.Instrument;
import io.matchlock.engine.request.OrderRequest;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.agrona.concurrent.UnsafeBuffer;

/** A peers' flow on a production engine: compares each trade as it comes and hashes the reports in the peers' form. */
final class PeersFlowRun extends SilentListener {
    static final int TRADE_BYTES = 40;

    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final int HEADER_BYTES = 128;
    private static final int RECORD_BYTES = 40;
    private static final long MAX_PRICE = (1L << 47) - 1;

    private final UnsafeBuffer flow;
    private final UnsafeBuffer expectedTrades;
    private final MessageDigest digest;
    private final Engine engine;
    private final OrderRequest request = new OrderRequest();
    private final long[] traded;
    private final StringBuilder replaced = new StringBuilder();
    private final StringBuilder reports = new StringBuilder();
    private long flowSeq;
    private int trades;

    PeersFlowRun(final UnsafeBuffer flow, final UnsafeBuffer expectedTrades, final MessageDigest digest) {
        this.flow = flow;
        this.expectedTrades = expectedTrades;
        this.digest = digest;
        traded = new long[(int) flow.getLong(56, ORDER) + 1];
        final int maxOrders = (int) flow.getLong(64, ORDER) + 10;
        engine = new Engine(
                EngineLimits.builder()
                        .orders(maxOrders)
                        .detailedOrders(1)
                        .priceLevels(200_000)
                        .sessions(1)
                        .chains(1)
                        .instruments(1)
                        .accounts(1)
                        .positions(1)
                        .touchedOrders(100_000)
                        .deferredRecords(64)
                        .fenceTicks(0)
                        .build(),
                1,
                this);
        engine.addInstrument(Instrument.continuous(1, 1, 1, 1, Long.MAX_VALUE, 1, MAX_PRICE));
        engine.beginEntry(1, EngineRig.CHAIN, 1, 1, true, 1);
        final UnsafeBuffer key = new UnsafeBuffer(new byte[16]);
        engine.gateway().onNegotiate(1, 1, 1, 1, key, 0, 0);
        engine.gateway().onEstablish(1, 1, 1, 1, 1, key, 0, 0, 0);
    }

    int trades() {
        return trades;
    }

    byte[] reportsDigest() {
        return digest.digest();
    }

    void applyAll() {
        final int count = flow.getInt(12, ORDER);
        for (int index = 0; index < count; index++) {
            final int offset = HEADER_BYTES + index * RECORD_BYTES;
            flowSeq = flow.getLong(offset + 32, ORDER);
            engine.beginEntry(index + 2L, EngineRig.CHAIN, 1, index + 2L, false, 0);
            engine.beginMessage(1, index + 1L, index);
            apply(offset);
            reports.append(replaced);
            replaced.setLength(0);
            if (reports.length() > 1 << 16) {
                flush();
            }
        }
        reports.setLength(Math.max(0, reports.length() - 1));
        flush();
    }

    private void flush() {
        digest.update(reports.toString().getBytes(StandardCharsets.US_ASCII));
        reports.setLength(0);
    }

    private void apply(final int offset) {
        final int type = flow.getByte(offset);
        final int side = flow.getByte(offset + 1) == 0 ? Codes.SIDE_BUY : Codes.SIDE_SELL;
        final long id = flow.getLong(offset + 8, ORDER);
        final long quantity = flow.getLong(offset + 24, ORDER);
        request.clOrdId(id)
                .origClOrdId(id)
                .securityId(1)
                .side(side)
                .ordType(Codes.TYPE_LIMIT)
                .timeInForce(type == 2 ? Codes.TIF_IOC : Codes.TIF_GTC)
                .price(flow.getLong(offset + 16, ORDER))
                .orderQty(quantity);
        switch (type) {
            case 1, 2 -> engine.onNewOrder(request);
            case 3 -> engine.onCancel(id, id, Codes.NULL_U64, 1, side);
            default -> engine.onReplace(request.orderQty(quantity + traded[(int) id]));
        }
    }

    @Override
    public void onOrderNew(final Report report, final Order order) {
        line(reports, 0, side(order), order.clOrdId(), order.price(), order.orderQty());
    }

    @Override
    public void onOrderReplaced(final Report report, final Order order, final long origClOrdId) {
        line(replaced, 3, side(order), order.clOrdId(), order.price(), order.leavesQty());
    }

    @Override
    public void onOrderCanceled(
            final Report report,
            final Order order,
            final long clOrdId,
            final long origClOrdId,
            final CancelReason reason,
            final long massActionId) {
        line(reports, 2, side(order), order.clOrdId(), order.price());
    }

    @Override
    public void onTrade(
            final Report report,
            final Order order,
            final long tradeId,
            final long lastPx,
            final long lastQty,
            final boolean aggressor,
            final long contraOrderId) {
        traded[(int) order.clOrdId()] = order.cumQty();
        if (aggressor) {
            compareTrade(order.orderId(), contraOrderId, lastPx, lastQty);
            line(reports, 1, lastPx, lastQty, contraOrderId, order.orderId());
        }
    }

    private void compareTrade(final long taker, final long maker, final long price, final long quantity) {
        final int offset = trades++ * TRADE_BYTES;
        final String expected = text(
                expectedTrades.getLong(offset, ORDER),
                expectedTrades.getLong(offset + 8, ORDER),
                expectedTrades.getLong(offset + 16, ORDER),
                expectedTrades.getLong(offset + 24, ORDER),
                expectedTrades.getLong(offset + 32, ORDER));
        assertEquals(expected, text(flowSeq, maker, taker, price, quantity));
    }

    private static String text(
            final long seq, final long maker, final long taker, final long price, final long quantity) {
        return "seq " + seq + " maker " + maker + " taker " + taker + " " + quantity + " @ " + price;
    }

    @Override
    public void onCancelRejected(
            final Report report,
            final long clOrdId,
            final long origClOrdId,
            final long orderId,
            final int securityId,
            final int ordStatus,
            final int responseTo,
            final CancelReject reject) {
        line(reports, responseTo == Codes.RESPONSE_TO_CANCEL ? 4 : 5, origClOrdId);
    }

    private static int side(final Order order) {
        return order.side() == Codes.SIDE_BUY ? 0 : 1;
    }

    private void line(final StringBuilder to, final int type, final long... values) {
        to.append(type).append(',').append(flowSeq);
        for (final long value : values) {
            to.append(',').append(value);
        }
        to.append('\n');
    }
}
