package io.matchlock.audit.sim.actor;

import io.matchlock.audit.sim.check.ledger.Ledger;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.audit.sim.world.World;
import io.matchlock.client.ClientSession;
import io.matchlock.client.order.OrderForm;
import io.matchlock.protocol.order.MassActionScope;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.TimeInForce;
import java.util.ArrayDeque;

/** Sends orders, cancels, replaces and mass cancels at random, in bursts and with pauses. */
final class Trader {
    /** The only instrument. */
    static final int SECURITY = 1;

    /** Of prices, 10^-9. */
    static final long TICK = 10_000_000L;

    private static final long MID = 10_000 * TICK;
    private static final int MAX_LIVE = 40;
    private static final int ROUNDS = 2;
    private static final int DEEP_BURST = 60;
    private static final long DEEP_PAUSE_NS = 20_000_000L;
    private static final int BEHIND_MASS_CANCEL = 7;
    private static final long NS_PER_MS = 1_000_000L;

    private final Scheduler scheduler;
    private final Ledger ledger;
    private final ClientTraits traits;
    private final ArrayDeque<Order> live = new ArrayDeque<>();
    private final OrderForm terms = new OrderForm();
    private long clOrdId;
    private long nextNs;
    private boolean rests;
    private int resting;
    private int rounds = ROUNDS;

    private record Order(long clOrdId, Side side, long price) {}

    Trader(final Scheduler scheduler, final Ledger ledger, final int number, final ClientTraits traits) {
        this.scheduler = scheduler;
        this.ledger = ledger;
        this.traits = traits;
        clOrdId = 1_000_000L * (number + 1);
    }

    void rest() {
        rests = true;
    }

    /** Sends what is due; returns ns until more is. */
    long trade(final ClientSession session) {
        if (rests) {
            return Long.MAX_VALUE;
        }
        if (traits.depth() > 0 && rounds > 0) {
            return pileUp(session);
        }
        if (scheduler.nowNs() >= nextNs) {
            for (long i = scheduler.between(1, traits.maxBurst()); i > 0; i--) {
                send(session);
            }
            nextNs = scheduler.nowNs() + scheduler.between(NS_PER_MS, traits.maxPauseMs() * NS_PER_MS);
        }
        return nextNs - scheduler.nowNs();
    }

    /** Lets orders rest, and cancels them all in one batch with others. */
    private long pileUp(final ClientSession session) {
        for (int i = 0; i < DEEP_BURST && resting < traits.depth(); i++) {
            resting += rest(session) ? 1 : 0;
        }
        if (resting >= traits.depth()) {
            massCancel(session);
            for (int i = 0; i < BEHIND_MASS_CANCEL; i++) {
                sent(order(session, TimeInForce.Day));
            }
            resting = 0;
            rounds--;
        }
        return DEEP_PAUSE_NS;
    }

    private boolean rest(final ClientSession session) {
        final Side side = clOrdId % 2 == 0 ? Side.Buy : Side.Sell;
        final long away = (clOrdId % 50 + 25) * TICK;
        return sent(session.newOrder(
                ++clOrdId, limit(side, TimeInForce.Day, 1, side == Side.Buy ? MID - away : MID + away)));
    }

    private void massCancel(final ClientSession session) {
        sent(session.massCancel(
                ++clOrdId,
                MassActionScope.AllOrdersOfTheSession,
                ClientSession.NO_SECURITY,
                ClientSession.NO_ID,
                null));
        live.clear();
    }

    /** Sends one plain order. */
    boolean probe(final ClientSession session) {
        return sent(order(session, TimeInForce.Day));
    }

    private void send(final ClientSession session) {
        final long dice = scheduler.between(0, 99);
        if (dice < traits.massCancelPercent()) {
            massCancel(session);
        } else if (live.size() > MAX_LIVE || (dice < 30 && !live.isEmpty())) {
            final Order order = live.poll();
            sent(session.cancel(++clOrdId, order.clOrdId(), ClientSession.NO_ID, SECURITY, order.side()));
        } else if (dice < 40 && !live.isEmpty()) {
            replace(session, live.poll());
        } else {
            sent(order(session, dice < 50 ? TimeInForce.IOC : TimeInForce.Day));
        }
    }

    private long order(final ClientSession session, final TimeInForce timeInForce) {
        final Side side = scheduler.random().nextBoolean() ? Side.Buy : Side.Sell;
        final boolean crosses = scheduler.between(0, 99) < traits.crossingPercent();
        final long away = scheduler.between(1, 20) * TICK;
        final long price = (side == Side.Buy) == crosses ? MID + away : MID - away;
        final long number = session.newOrder(++clOrdId, limit(side, timeInForce, scheduler.between(1, 100), price));
        if (number > 0 && timeInForce == TimeInForce.Day) {
            live.add(new Order(clOrdId, side, price));
        }
        return number;
    }

    private void replace(final ClientSession session, final Order old) {
        final long number = session.replace(
                ++clOrdId,
                old.clOrdId(),
                ClientSession.NO_ID,
                limit(old.side(), TimeInForce.Day, scheduler.between(1, 100), old.price()),
                true);
        if (sent(number)) {
            live.add(new Order(clOrdId, old.side(), old.price()));
        }
    }

    private OrderForm limit(final Side side, final TimeInForce timeInForce, final long quantity, final long price) {
        return terms.clear()
                .of(SECURITY, World.ACCOUNT, side)
                .kind(OrdType.Limit, timeInForce)
                .quantity(quantity)
                .price(price);
    }

    private boolean sent(final long number) {
        if (number > 0) {
            ledger.onSent(number);
        }
        return number > 0;
    }
}
