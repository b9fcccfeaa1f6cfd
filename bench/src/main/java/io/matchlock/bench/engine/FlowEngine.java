package io.matchlock.bench.engine;

import io.matchlock.bench.flow.FlowCursor;
import io.matchlock.bench.flow.FlowFile;
import io.matchlock.bench.flow.FlowScan;
import io.matchlock.engine.Engine;
import io.matchlock.engine.event.EngineListener;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import io.matchlock.engine.request.ExpectedMessages;
import io.matchlock.engine.request.Instrument;
import io.matchlock.engine.request.OrderRequest;
import java.util.BitSet;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One flow on one fresh production engine, as a single session's messages: all checks on, nothing around it. An instrument for
 * each symbol; a flow's order id is the ClOrdID; a tick is a price of 1, and all prices are shifted alike if some are not above
 * 0. All that benches ask of the engine is asked here.
 */
public final class FlowEngine {
    private static final int CHAIN_ID = 1 << 16;
    private static final int SESSION = 1;
    private static final int RECORDS_AN_ENTRY = 512;
    private static final int MAX_TOUCHED = 4_096;
    private static final int MAX_DEFERRED = 64;
    private static final long MAX_PRICE = (1L << 47) - 1;

    private final FlowCursor record;
    private final long priceShift;
    private final BitSet otherSide;
    private final Engine engine;
    private final ExpectedMessages expected = new ExpectedMessages();
    private final OrderRequest request = new OrderRequest();
    private long entries = 1;

    /**
     * Empty books.
     *
     * @param size resting orders and levels that there is room for
     * @param listener of all that the engine tells
     */
    public FlowEngine(final FlowFile flow, final FlowScan scan, final BookSize size, final EngineListener listener) {
        record = flow.cursor();
        priceShift = scan.priceShift();
        otherSide = scan.otherSide();
        engine = engine(scan, size, listener);
        engine.beginEntry(1, CHAIN_ID, 1, 1, true, 1);
        final UnsafeBuffer key = new UnsafeBuffer(new byte[16]);
        engine.gateway().onNegotiate(1, 1, 1, 1, key, 0, 0);
        engine.gateway().onEstablish(1, 1, 1, 1, 1, key, 0, 0, 0);
    }

    /** An engine with a flow's instruments and room for one chain and one session, none of which is there yet. */
    public static Engine engine(final FlowScan scan, final BookSize size, final EngineListener listener) {
        final int instruments = Math.max(1, scan.symbols().cardinality());
        final EngineLimits limits = EngineLimits.builder()
                .orders(size.orders())
                .detailedOrders(1)
                .priceLevels(size.levels())
                .sessions(1)
                .chains(1)
                .instruments(instruments)
                .accounts(1)
                .positions(instruments)
                .touchedOrders(MAX_TOUCHED)
                .deferredRecords(MAX_DEFERRED)
                .fenceTicks(0)
                .build();
        final Engine engine = new Engine(limits, Engine.RULES_VERSION, listener);
        scan.symbols().stream().forEach(symbol -> engine.addInstrument(instrument(symbol)));
        return engine;
    }

    /** In these flows every replace goes to the end of its level. */
    private static Instrument instrument(final int symbol) {
        return Instrument.builder(symbol)
                .highLimitPrice(MAX_PRICE)
                .replaceLosesPriority(true)
                .build();
    }

    /** Hash over the engine's state. */
    public long stateHash() {
        return engine.stateHash();
    }

    /** Applies the records from {@code from} to {@code to}, the latter excluded; they follow those applied before. */
    public void apply(final int from, final int to) {
        for (int batch = from; batch < to; batch += ExpectedMessages.CAPACITY) {
            if (batch % RECORDS_AN_ENTRY == 0) {
                beginEntry();
            }
            applyBatch(batch, Math.min(batch + ExpectedMessages.CAPACITY, to));
        }
    }

    private void beginEntry() {
        entries++;
        engine.beginEntry(entries, CHAIN_ID, 1, entries, false, 0);
    }

    private void applyBatch(final int from, final int to) {
        if (engine.isDeep()) {
            expected.clear();
            for (int index = from; index < to; index++) {
                record.goTo(index);
                expect();
            }
            engine.lookAhead(expected);
        }
        for (int index = from; index < to; index++) {
            record.goTo(index);
            engine.beginMessage(SESSION, index + 1L, index);
            apply(index);
            while (engine.isBusy()) {
                engine.goOn();
            }
        }
    }

    private void expect() {
        final int type = record.type();
        if (type == FlowFile.NEW_GTC || type == FlowFile.NEW_IOC) {
            expected.addNewOrder(SESSION, record.orderId(), record.symbol(), side(), record.price() + priceShift);
        } else {
            expected.addChange(SESSION, record.orderId());
        }
    }

    private void apply(final int index) {
        switch (record.type()) {
            case FlowFile.NEW_GTC -> engine.onNewOrder(fill(Codes.TIF_GTC));
            case FlowFile.NEW_IOC -> engine.onNewOrder(fill(Codes.TIF_IOC));
            case FlowFile.CANCEL -> cancel(otherSide.get(index));
            default -> engine.onReplace(fill(Codes.TIF_GTC).origClOrdId(record.orderId()));
        }
    }

    private void cancel(final boolean isOnOtherSide) {
        final long id = record.orderId();
        final boolean isBuy = record.isBuy() != isOnOtherSide;
        engine.onCancel(id, id, Codes.NULL_U64, record.symbol(), isBuy ? Codes.SIDE_BUY : Codes.SIDE_SELL);
    }

    private OrderRequest fill(final int timeInForce) {
        return request.clOrdId(record.orderId())
                .price(record.price() + priceShift)
                .orderQty(record.quantity())
                .securityId(record.symbol())
                .side(side())
                .ordType(Codes.TYPE_LIMIT)
                .timeInForce(timeInForce);
    }

    private int side() {
        return record.isBuy() ? Codes.SIDE_BUY : Codes.SIDE_SELL;
    }
}
