package io.matchlock.bench.load.session;

import io.matchlock.client.ClientSession;
import io.matchlock.client.order.OrderForm;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.TimeInForce;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What one session of a load run sends: {@value #PASSIVE_PERCENT} % limit orders that rest, {@value #CROSSING_PERCENT} %
 * IOC orders that cross the spread, and cancels of the session's oldest order. Seeded; listens to nothing, so that a
 * cancel may come after the fill. Rests at most {@value #MAX_RESTING} orders. One thread.
 */
public final class LoadFlow {
    /** How many messages of a hundred are orders that rest. */
    public static final int PASSIVE_PERCENT = 50;
    /** How many messages of a hundred are orders that cross the spread. */
    public static final int CROSSING_PERCENT = 10;

    static final int MAX_RESTING = 1024;

    private static final int PASSIVE_DEPTH_TICKS = 50;
    private static final int CROSSING_DEPTH_TICKS = 3;
    private static final int MAX_LOTS = 100;
    private static final int CANCELS_FROM = 64;

    private final List<LoadInstrument> instruments;
    private final int account;
    private final SplittableRandom random;
    private final long[] restingIds = new long[MAX_RESTING];
    private final byte[] restingSides = new byte[MAX_RESTING];
    private final short[] restingInstruments = new short[MAX_RESTING];
    private final OrderForm terms = new OrderForm();
    private long added;
    private long removed;
    private long nextClOrdId = 1;

    /**
     * Has sent nothing.
     *
     * @param instruments to trade
     * @param account of the orders
     * @param seed that the messages follow from
     */
    public LoadFlow(final List<LoadInstrument> instruments, final int account, final long seed) {
        this.instruments = instruments;
        this.account = account;
        random = new SplittableRandom(seed);
    }

    /**
     * Offers the next message.
     *
     * @param session to offer it to
     * @return its client number, or a negative code of {@link io.matchlock.client.Offer}
     */
    long offerTo(final ClientSession session) {
        final int draw = random.nextInt(100);
        final long resting = added - removed;
        if (resting == MAX_RESTING || (resting > CANCELS_FROM && draw >= PASSIVE_PERCENT + CROSSING_PERCENT)) {
            return cancelOldest(session);
        }
        return newOrder(session, draw >= PASSIVE_PERCENT && draw < PASSIVE_PERCENT + CROSSING_PERCENT);
    }

    private long newOrder(final ClientSession session, final boolean crossing) {
        final int index = random.nextInt(instruments.size());
        final LoadInstrument instrument = instruments.get(index);
        final boolean buy = random.nextBoolean();
        final int distance = 1 + random.nextInt(crossing ? CROSSING_DEPTH_TICKS : PASSIVE_DEPTH_TICKS);
        final long ticks = buy == crossing ? distance : -distance;
        final long number = session.newOrder(
                nextClOrdId,
                terms.clear()
                        .of(instrument.securityId(), account, buy ? Side.Buy : Side.Sell)
                        .kind(OrdType.Limit, crossing ? TimeInForce.IOC : TimeInForce.GTC)
                        .quantity(instrument.lot() * (1 + random.nextInt(MAX_LOTS)))
                        .price(instrument.mid() + ticks * instrument.tick()));
        if (number > 0) {
            if (!crossing) {
                rest(index, buy);
            }
            nextClOrdId++;
        }
        return number;
    }

    private long cancelOldest(final ClientSession session) {
        final int slot = (int) (removed % MAX_RESTING);
        final long number = session.cancel(
                nextClOrdId,
                restingIds[slot],
                ClientSession.NO_ID,
                instruments.get(restingInstruments[slot]).securityId(),
                restingSides[slot] == 1 ? Side.Buy : Side.Sell);
        if (number > 0) {
            removed++;
            nextClOrdId++;
        }
        return number;
    }

    private void rest(final int instrument, final boolean buy) {
        final int slot = (int) (added % MAX_RESTING);
        restingIds[slot] = nextClOrdId;
        restingSides[slot] = (byte) (buy ? 1 : 2);
        restingInstruments[slot] = (short) instrument;
        added++;
    }
}
