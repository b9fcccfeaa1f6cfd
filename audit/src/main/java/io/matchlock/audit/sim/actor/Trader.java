package io.matchlock.audit.sim.actor;

import io.matchlock.audit.sim.check.Ledger;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.client.ClientSession;
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
    private static final long NS_PER_MS = 1_000_000L;

    private final Scheduler scheduler;
    private final Ledger ledger;
    private final ClientTraits traits;
    private final ArrayDeque<Order> live = new ArrayDeque<>();
    private long clOrdId;
    private long nextNs;
    private boolean rests;

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
        if (scheduler.nowNs() >= nextNs) {
            for (long i = scheduler.between(1, traits.maxBurst()); i > 0; i--) {
                send(session);
            }
            nextNs = scheduler.nowNs() + scheduler.between(NS_PER_MS, traits.maxPauseMs() * NS_PER_MS);
        }
        return nextNs - scheduler.nowNs();
    }

    /** Sends one plain order. */
    boolean probe(final ClientSession session) {
        return sent(order(session, TimeInForce.Day));
    }

    private void send(final ClientSession session) {
        final long dice = scheduler.between(0, 99);
        if (dice < traits.massCancelPercent()) {
            sent(session.massCancel(
                    ++clOrdId,
                    MassActionScope.AllOrdersOfTheSession,
                    ClientSession.NO_SECURITY,
                    ClientSession.NO_ID,
                    null));
            live.clear();
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
        final long number = session.newOrder(
                ++clOrdId, SECURITY, World.ACCOUNT, side, OrdType.Limit, timeInForce, scheduler.between(1, 100), price);
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
                SECURITY,
                World.ACCOUNT,
                old.side(),
                OrdType.Limit,
                TimeInForce.Day,
                scheduler.between(1, 100),
                old.price());
        if (sent(number)) {
            live.add(new Order(clOrdId, old.side(), old.price()));
        }
    }

    private boolean sent(final long number) {
        if (number > 0) {
            ledger.onSent(number);
        }
        return number > 0;
    }
}
