package io.matchlock.matcher.testing;

import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A seeded flow of two sessions of one gateway: the same seed gives the same batches. */
public final class Flow {
    private static final int SESSIONS = 2;
    private static final int CANCEL_PERCENT = 20;
    private static final int IOC_PERCENT = 20;

    private final long[] numbers = new long[SESSIONS + 1];
    private final Random random;
    private final Batches gateway;
    private long seconds;

    /** A flow whose chain is not open yet. */
    public Flow(final long seed) {
        this(seed, new Batches(1, 0, seed));
    }

    private Flow(final long seed, final Batches gateway) {
        this.random = new Random(seed);
        this.gateway = gateway;
    }

    /** Opens the chain and establishes both sessions: two batches. */
    public List<byte[]> opening() {
        final List<byte[]> batches = new ArrayList<>();
        batches.add(gateway.started().close());
        batches.add(gateway.lead(1)
                .negotiate(1)
                .negotiate(2)
                .establish(1)
                .establish(2)
                .close());
        return batches;
    }

    /** Seconds that pass without an order: a batch each. */
    public List<byte[]> ticks(final int count) {
        final List<byte[]> batches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            seconds++;
            batches.add(
                    gateway.tick(1, Batches.EPOCH_NS + seconds * 1_000_000_000L).close());
        }
        return batches;
    }

    /** More batches of 1 to 12 orders and cancels. */
    public List<byte[]> batches(final int count) {
        final List<byte[]> batches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final int messages = 1 + random.nextInt(12);
            for (int j = 0; j < messages; j++) {
                message(1 + random.nextInt(SESSIONS));
            }
            batches.add(gateway.close());
        }
        return batches;
    }

    private void message(final int session) {
        final long number = ++numbers[session];
        final Side side = random.nextBoolean() ? Side.Buy : Side.Sell;
        final int dice = random.nextInt(100);
        if (dice < CANCEL_PERCENT && number > 1) {
            gateway.cancel(session, number, number, 1 + random.nextInt((int) number - 1), side);
        } else {
            final TimeInForce tif = dice < CANCEL_PERCENT + IOC_PERCENT ? TimeInForce.IOC : TimeInForce.Day;
            final long price = (95 + random.nextInt(11)) * Segments.UNIT;
            gateway.order(session, number, number, side, OrdType.Limit, tif, 1 + random.nextInt(50), price);
        }
    }
}
