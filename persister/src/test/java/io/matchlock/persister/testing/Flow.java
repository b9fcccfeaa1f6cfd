package io.matchlock.persister.testing;

import io.matchlock.protocol.internal.GatewayStartedEncoder;
import io.matchlock.protocol.log.ChainId;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.log.OrdersEntryEncoder;
import io.matchlock.protocol.order.ExecType;
import io.matchlock.protocol.order.ExecutionReportEncoder;
import io.matchlock.protocol.order.MessageHeaderEncoder;
import io.matchlock.protocol.order.NewOrderSingleEncoder;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.OrderCancelReplaceRequestEncoder;
import io.matchlock.protocol.order.OrderCancelRequestEncoder;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.TimeInForce;
import io.matchlock.protocol.segment.Genesis;
import io.matchlock.protocol.segment.InstrumentDefinition;
import io.matchlock.protocol.segment.SegmentDefinition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A seeded flow of orders through a book that is written for reading, as entries of both streams. Each call of
 * {@link #next} makes one entry pair; the rows that all of them must become are noted on the way.
 */
public final class Flow {
    /** Of the segment that the genesis entry defines. */
    public static final String SEGMENT = "FLOW";

    private static final long UNITS = 1_000_000_000L;
    private static final long NO_ID = ExecutionReportEncoder.clOrdIDNullValue();
    private static final int CHAIN = ChainId.of(1, 0);
    private static final long INCARNATION = 99L;
    private static final int SECURITY = 1;
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final Random random;
    private final int sessions;
    private final int recordsPerEntry;
    private final boolean isNoted;
    private final UnsafeBuffer orders = new UnsafeBuffer(new byte[OrdersEntry.MAX_LENGTH]);
    private final OrdersEntryEncoder ordersEntry = new OrdersEntryEncoder();
    private final OrdersEntryDecoder finished = new OrdersEntryDecoder();
    private final EventsEntryBuilder eventsEntry = new EventsEntryBuilder();
    private final FlowRows rows = new FlowRows();
    private final FlowReports reports;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NewOrderSingleEncoder newOrder = new NewOrderSingleEncoder();
    private final OrderCancelRequestEncoder cancel = new OrderCancelRequestEncoder();
    private final OrderCancelReplaceRequestEncoder replace = new OrderCancelReplaceRequestEncoder();
    private final TreeMap<Long, ArrayDeque<FlowOrder>> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, ArrayDeque<FlowOrder>> asks = new TreeMap<>();
    private final List<FlowOrder> live = new ArrayList<>();
    private final List<Runnable> effects = new ArrayList<>();
    private final long[] clientNumbers;
    private long id = EntryId.NONE;
    private long batchNumber;
    private long timeNs = 1_700_000_000L * UNITS;
    private long lastOrderId;
    private long lastTradeId;
    private long lastClOrdId;
    private int ordersLength;
    private int eventsLength;
    private boolean isTimeDue;

    /**
     * A flow.
     *
     * @param seed the same, the same flow
     * @param sessions that send
     * @param recordsPerEntry at most, at least 1
     * @param isNoted whether the rows are wanted
     */
    public Flow(final long seed, final int sessions, final int recordsPerEntry, final boolean isNoted) {
        this.random = new Random(seed);
        this.sessions = sessions;
        this.recordsPerEntry = recordsPerEntry;
        this.isNoted = isNoted;
        this.clientNumbers = new long[sessions + 1];
        this.reports = new FlowReports(eventsEntry, rows, sessions);
    }

    /** Moves its clock, so that its log is another segment's. Before the first entry; returns this. */
    public Flow beginningAt(final long laterByNs) {
        timeNs += laterByNs;
        return this;
    }

    /** Lets days pass: the next entry tells the time, so that the one behind it belongs to another day. */
    public void passDays(final int days) {
        timeNs += days * 86_400L * UNITS;
        isTimeDue = true;
    }

    /** {@return the current entry's packed id} */
    public long id() {
        return id;
    }

    /** {@return the current orders entry} */
    public DirectBuffer orders() {
        return orders;
    }

    /** {@return its length in bytes} */
    public int ordersLength() {
        return ordersLength;
    }

    /** {@return the current events entry} */
    public DirectBuffer events() {
        return eventsEntry.buffer();
    }

    /** {@return its length in bytes} */
    public int eventsLength() {
        return eventsLength;
    }

    /** {@return a copy of the current orders entry} */
    public byte[] ordersBytes() {
        return Arrays.copyOf(orders.byteArray(), ordersLength);
    }

    /** {@return a copy of the current events entry} */
    public byte[] eventsBytes() {
        return Arrays.copyOf(eventsEntry.buffer().byteArray(), eventsLength);
    }

    /** {@return the rows that all entries so far must become} */
    public FlowRows rows() {
        return rows;
    }

    /** {@return how many orders there were so far} */
    public long orderCount() {
        return lastOrderId;
    }

    /** Makes the next entry pair. */
    public void next() {
        id = EntryId.next(id);
        timeNs += 1_000_000;
        effects.clear();
        reports.begin(id);
        if (id == EntryId.GENESIS) {
            ordersLength = Genesis.encode(segment(), orders, timeNs);
        } else {
            batch();
        }
        final String fault = finished.wrap(orders, 0, ordersLength);
        if (fault != null) {
            throw new IllegalStateException(fault);
        }
        eventsEntry.begin(id, finished, false);
        if (isTimeDue && id != EntryId.GENESIS) {
            isTimeDue = false;
            reports.told(timeNs);
        }
        effects.forEach(Runnable::run);
        eventsLength = eventsEntry.finish();
    }

    private static SegmentDefinition segment() {
        final InstrumentDefinition instrument =
                new InstrumentDefinition(SECURITY, "AAPL", 2, 0, UNITS / 100, 1, 1, 1_000_000, UNITS, 1_000 * UNITS);
        return new SegmentDefinition(SEGMENT, 1, 1_000_000, 10_000, 1_000, 16, 16, 100, 10, List.of(instrument));
    }

    private void batch() {
        ordersEntry.wrap(orders, 0, OrdersEntry.BATCH, CHAIN, INCARNATION, ++batchNumber);
        if (batchNumber == 1) {
            open();
        } else {
            final int records = 1 + random.nextInt(recordsPerEntry);
            for (int i = 0; i < records && ordersEntry.hasRoomFor(256); i++) {
                record();
            }
        }
        ordersLength = ordersEntry.finish(timeNs);
    }

    private void open() {
        final int at = claim(OrdersEntry.INTERNAL, 0, 0, GatewayStartedEncoder.BLOCK_LENGTH);
        new GatewayStartedEncoder()
                .wrapAndApplyHeader(orders, at, new io.matchlock.protocol.internal.MessageHeaderEncoder())
                .startTime(timeNs);
        effects.add(() -> {
            for (int session = 1; session <= sessions; session++) {
                reports.negotiated(session);
            }
        });
    }

    private void record() {
        final int session = 1 + random.nextInt(sessions);
        final long number = ++clientNumbers[session];
        final int dice = random.nextInt(100);
        if (dice < 25 && !live.isEmpty()) {
            cancel(live.get(random.nextInt(live.size())), dice < 2 ? session : 0, number);
        } else if (dice < 32 && !live.isEmpty()) {
            replace(live.get(random.nextInt(live.size())));
        } else {
            order(session, number, dice >= 97);
        }
    }

    private void order(final int session, final long number, final boolean isBad) {
        final FlowOrder order = new FlowOrder();
        order.session = session;
        order.clientNumber = number;
        order.receiveTimeNs = timeNs + random.nextInt(1_000);
        order.clOrdId = ++lastClOrdId;
        order.securityId = SECURITY;
        order.side = random.nextBoolean() ? '1' : '2';
        order.ordType = random.nextInt(10) == 0 ? '1' : '2';
        order.timeInForce = random.nextInt(5) == 0 ? '3' : '0';
        order.price = order.ordType == '1' ? FlowOrder.NO_PRICE : 100 * UNITS + random.nextInt(200) * (UNITS / 100);
        order.qty = isBad ? 0 : 1 + random.nextInt(100);
        encode(order);
        effects.add(() -> enter(order));
    }

    private void encode(final FlowOrder order) {
        final int at = orders(order, NewOrderSingleEncoder.BLOCK_LENGTH, order.clientNumber);
        newOrder.wrapAndApplyHeader(orders, at, header);
        newOrder.msgSeqNum(order.clientNumber)
                .clOrdID(order.clOrdId)
                .orderQty(order.qty)
                .minQty(NO_ID)
                .displayQty(NO_ID)
                .selfMatchPreventionID(NO_ID)
                .securityID(SECURITY)
                .account(1)
                .side(Side.get((byte) order.side))
                .ordType(OrdType.get((byte) order.ordType))
                .timeInForce(TimeInForce.get((byte) order.timeInForce));
        newOrder.price().mantissa(order.price);
    }

    private void enter(final FlowOrder order) {
        order.id = ++lastOrderId;
        order.entryId = id;
        order.lastEntryId = id;
        if (isNoted) {
            rows.add(order);
        }
        if (order.qty == 0) {
            order.status = '8';
            order.rejectReason = 13;
            reports.reject(order, order.rejectReason);
            return;
        }
        order.status = '0';
        order.leavesQty = order.qty;
        reports.execution(order, ExecType.New, order.clOrdId, NO_ID, order.clientNumber);
        match(order);
    }

    private void match(final FlowOrder order) {
        final TreeMap<Long, ArrayDeque<FlowOrder>> contra = order.side == '1' ? asks : bids;
        while (order.leavesQty > 0 && !contra.isEmpty() && crosses(order, contra.firstKey())) {
            final long price = contra.firstKey();
            final ArrayDeque<FlowOrder> level = contra.get(price);
            final FlowOrder maker = level.peek();
            final long qty = Math.min(order.leavesQty, maker.leavesQty);
            order.trade(id, price, qty);
            maker.trade(id, price, qty);
            reports.trade(++lastTradeId, order, maker, price, qty);
            if (maker.leavesQty == 0) {
                leave(maker);
            }
        }
        if (order.leavesQty > 0 && (order.ordType == '1' || order.timeInForce == '3')) {
            end(order);
            reports.execution(order, ExecType.Canceled, order.clOrdId, NO_ID, NO_ID);
        } else if (order.leavesQty > 0) {
            rest(order);
        }
    }

    private static boolean crosses(final FlowOrder order, final long price) {
        return order.ordType == '1' || (order.side == '1' ? order.price >= price : order.price <= price);
    }

    private void rest(final FlowOrder order) {
        side(order).computeIfAbsent(order.price, price -> new ArrayDeque<>()).add(order);
        live.add(order);
    }

    private void leave(final FlowOrder order) {
        final ArrayDeque<FlowOrder> level = side(order).get(order.price);
        level.remove(order);
        if (level.isEmpty()) {
            side(order).remove(order.price);
        }
        live.remove(order);
    }

    private void end(final FlowOrder order) {
        order.leavesQty = 0;
        order.status = '4';
        order.lastEntryId = id;
    }

    private Map<Long, ArrayDeque<FlowOrder>> side(final FlowOrder order) {
        return order.side == '1' ? bids : asks;
    }

    private void cancel(final FlowOrder order, final int stranger, final long strangerNumber) {
        final int session = stranger == 0 ? order.session : stranger;
        final long number = stranger == 0 ? ++clientNumbers[session] : strangerNumber;
        final long clOrdId = ++lastClOrdId;
        final int at = claim(OrdersEntry.CLIENT_MESSAGE, session, number, OrderCancelRequestEncoder.BLOCK_LENGTH);
        cancel.wrapAndApplyHeader(orders, at, header);
        cancel.msgSeqNum(number).clOrdID(clOrdId).origClOrdID(order.clOrdId).orderID(NO_ID);
        effects.add(() -> {
            if (stranger == 0 && live.contains(order)) {
                leave(order);
                end(order);
                reports.execution(order, ExecType.Canceled, clOrdId, order.clOrdId, number);
            } else {
                reports.cancelReject(session, clOrdId, order.clOrdId, number);
            }
        });
    }

    private void replace(final FlowOrder order) {
        final long number = ++clientNumbers[order.session];
        final long clOrdId = ++lastClOrdId;
        final int more = 1 + random.nextInt(50);
        final long price = 100 * UNITS + random.nextInt(200) * (UNITS / 100);
        final int at =
                claim(OrdersEntry.CLIENT_MESSAGE, order.session, number, OrderCancelReplaceRequestEncoder.BLOCK_LENGTH);
        replace.wrapAndApplyHeader(orders, at, header);
        replace.msgSeqNum(number).clOrdID(clOrdId).origClOrdID(order.clOrdId).orderID(order.id);
        effects.add(() -> {
            if (!live.contains(order)) {
                reports.cancelReject(order.session, clOrdId, order.clOrdId, number);
                return;
            }
            leave(order);
            final long origClOrdId = order.clOrdId;
            order.clOrdId = clOrdId;
            order.price = price;
            order.qty += more;
            order.leavesQty += more;
            order.lastEntryId = id;
            reports.execution(order, ExecType.Replaced, clOrdId, origClOrdId, number);
            match(order);
        });
    }

    private int orders(final FlowOrder order, final int blockLength, final long number) {
        final int at = ordersEntry.claim(
                OrdersEntry.CLIENT_MESSAGE, order.session, number, order.receiveTimeNs, HEADER + blockLength);
        orders.setMemory(at, HEADER + blockLength, (byte) 0);
        return at;
    }

    private int claim(final int type, final int session, final long number, final int blockLength) {
        final int at = ordersEntry.claim(type, session, number, timeNs, HEADER + blockLength);
        orders.setMemory(at, HEADER + blockLength, (byte) 0);
        return at;
    }
}
