package io.matchlock.audit.flow;

import io.matchlock.audit.sink.OrderSink;
import io.matchlock.client.order.OrderForm;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.TimeInForce;
import io.matchlock.protocol.report.ReportDecoder;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;

/**
 * The order flow of one session, from a seed: the same seed, and the same reports between the same messages, give the
 * same messages. One thread, usually the session's; allocates nothing once warm.
 */
public final class OrderFlow {
    private static final int SHARES = 1000;
    private static final int KINDS_OF_INVALID = 5;

    private final FlowMix mix;
    private final FlowInstrument[] instruments;
    private final SplittableRandom random;
    private final Sizes sizes = new Sizes();
    private final Market market;
    private final FlowOrders orders;
    private final ReportDecoder decoder = new ReportDecoder();
    private final Command command = new Command();
    private boolean hasCommand;
    private long nextClOrdId;

    /**
     * A flow that knows of no orders.
     *
     * @param seed of all its choices
     * @param instruments to trade, at least one
     * @param mix of its messages
     * @param firstClOrdId from which it counts up
     */
    public OrderFlow(
            final long seed, final List<FlowInstrument> instruments, final FlowMix mix, final long firstClOrdId) {
        this.mix = mix;
        this.instruments = instruments.toArray(FlowInstrument[]::new);
        random = new SplittableRandom(seed);
        market = new Market(this.instruments);
        orders = new FlowOrders(mix.maxLive(), market);
        nextClOrdId = firstClOrdId;
    }

    /**
     * Sends the next message. One that was not taken is kept and sent again by the next call.
     *
     * @param sink to send to
     * @return what the sink returned: the client number, or negative if it was not taken
     */
    public long send(final OrderSink sink) {
        if (!hasCommand) {
            decide();
            hasCommand = true;
        }
        final long number = command.sendTo(sink);
        if (number >= 0) {
            hasCommand = false;
            remember(number);
        }
        return number;
    }

    /**
     * Hears a report of the session.
     *
     * @param buffer that holds it
     * @param offset of its SBE header
     * @param length in bytes, header included
     */
    public void onReport(final DirectBuffer buffer, final int offset, final int length) {
        decoder.decode(buffer, offset, length, orders);
    }

    /**
     * Hears that messages were not applied.
     *
     * @param fromNumber the first client number
     * @param count of numbers
     */
    public void onNotApplied(final long fromNumber, final long count) {
        for (long number = fromNumber; number < fromNumber + count; number++) {
            orders.notApplied(number);
        }
    }

    /** Hears that reports were missed, so that it no longer waits for them. */
    public void onReportsMissed() {
        orders.forgetRequests();
    }

    /** {@return orders that it believes to be live, those not yet accepted included} */
    public int liveOrders() {
        return orders.count();
    }

    private void decide() {
        final int share = random.nextInt(SHARES);
        final int cancels = mix.cancels();
        final int replaces = cancels + mix.replaces();
        final int marketable = replaces + mix.marketable();
        final int immediate = marketable + mix.immediateOrCancel();
        final int slot = share < replaces || orders.isFull() ? orders.choose(random) : FlowOrders.NONE;
        if (slot == FlowOrders.NONE) {
            decideOrder(share < replaces ? SHARES - 1 : share, marketable, immediate);
        } else if (share >= cancels && share < replaces) {
            decideReplace(slot);
        } else {
            command.cancel(nextClOrdId, slot, orders.clOrdId(slot), security(orders.instrument(slot)), side(slot));
        }
    }

    private void decideOrder(final int share, final int marketable, final int immediate) {
        final int index = random.nextInt(instruments.length);
        final FlowInstrument instrument = instruments[index];
        final long middle = market.step(index, random);
        final boolean isBuy = random.nextBoolean();
        final long quantity = instrument.quantity(sizes.next(random));
        command.order(nextClOrdId, index, instrument.securityId(), isBuy ? Side.Buy : Side.Sell, quantity);
        final long away = isBuy ? -1 : 1;
        if (share < marketable && random.nextInt(4) == 0) {
            command.kind(OrdType.Market, TimeInForce.IOC, OrderForm.NO_PRICE);
        } else if (share < marketable) {
            command.kind(OrdType.Limit, TimeInForce.Day, instrument.price(middle - away * random.nextInt(1, 6)));
        } else if (share < immediate) {
            command.kind(OrdType.Limit, TimeInForce.IOC, instrument.price(middle - away * random.nextInt(3)));
        } else {
            final TimeInForce life = random.nextInt(3) == 0 ? TimeInForce.GTC : TimeInForce.Day;
            command.kind(OrdType.Limit, life, instrument.price(middle + away * distance()));
            if (share < immediate + mix.invalid()) {
                spoil(instrument);
            }
        }
    }

    private void decideReplace(final int slot) {
        final FlowInstrument instrument = instruments[orders.instrument(slot)];
        final boolean isBuy = orders.isBuy(slot);
        long quantity = orders.quantity(slot);
        long price = orders.price(slot);
        if (random.nextBoolean()) {
            quantity = instrument.quantity(Math.max(1, quantity / instrument.lotSize() / 2));
        } else {
            final long middle = market.step(orders.instrument(slot), random);
            price = instrument.price(middle + (isBuy ? -1 : 1) * distance());
        }
        command.replace(nextClOrdId, slot, orders.clOrdId(slot), instrument.securityId(), side(slot), quantity, price);
    }

    /** 1 tick from the middle and up, half as many at each tick further, with a long tail. */
    private long distance() {
        final int ticks = 1 + Integer.numberOfTrailingZeros(random.nextInt() | 1 << 20);
        return random.nextInt(10) == 0 ? ticks + random.nextInt(50) : ticks;
    }

    private void spoil(final FlowInstrument instrument) {
        switch (random.nextInt(KINDS_OF_INVALID)) {
            case 0 -> command.securityId = Integer.MAX_VALUE;
            case 1 -> command.quantity = 0;
            case 2 -> command.quantity = instrument.maxQuantity() + instrument.lotSize();
            case 3 -> command.price = instrument.price(instrument.highLimitTicks()) + instrument.tickSize();
            default -> command.price = -instrument.tickSize();
        }
    }

    private void remember(final long number) {
        nextClOrdId++;
        if (command.isOrder()) {
            final boolean isBuy = command.side == Side.Buy;
            orders.sent(command.clOrdId, number, command.instrument, isBuy, command.quantity, command.price);
        } else {
            orders.asked(command.slot, command.clOrdId, number);
        }
    }

    private int security(final int index) {
        return instruments[index].securityId();
    }

    private Side side(final int slot) {
        return orders.isBuy(slot) ? Side.Buy : Side.Sell;
    }
}
