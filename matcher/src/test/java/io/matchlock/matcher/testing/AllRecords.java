package io.matchlock.matcher.testing;

import io.matchlock.protocol.order.BooleanType;
import io.matchlock.protocol.order.MassActionScope;
import io.matchlock.protocol.order.NewOrderSingleEncoder;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.OrderCancelReplaceRequestEncoder;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.StpInstruction;
import io.matchlock.protocol.order.TimeInForce;
import io.matchlock.protocol.segment.InstrumentDefinition;
import io.matchlock.protocol.segment.SegmentDefinition;
import io.matchlock.protocol.segment.SegmentId;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A seeded log in which three gateways write every kind of record: sessions are bound and finish, gateways restart, fall silent and
 * lead, time passes, orders of every type meet in continuous trading and in auctions, and admins change instruments, limits and
 * rules. Records touch few orders each, so that work is often left unfinished and records wait.
 */
public final class AllRecords {
    private static final int GATEWAYS = 3;
    private static final int SESSIONS = 6;
    private static final int NOBODY = -1;
    /** Logs that began by earlier rules never went beyond these. */
    private static final int EARLIER_RULES = 4;

    private static final int GUESTS = 2;
    private static final long NO_NUMBER = -1;
    private static final int CONTINUOUS = 17;
    private static final int[] STATUSES = {
        CONTINUOUS, CONTINUOUS, CONTINUOUS, CONTINUOUS, CONTINUOUS, CONTINUOUS, 24, 24, 21, 2, 18
    };
    private static final long SECOND_NS = 1_000_000_000L;

    private final Random random;
    private final Batches[] gateways = new Batches[GATEWAYS];
    private final int[] silentFor = new int[GATEWAYS];
    private final int[] owners = new int[SESSIONS + 1];
    private final long[] numbers = new long[SESSIONS + 1];
    private final int latestRules;
    private int rules;
    private long guests;
    private int negotiated;
    private int leader;
    private long incarnation;
    private long term;
    private long requestId;
    private long timeNs = Batches.EPOCH_NS;

    /** The log of a seed, begun by a version of the rules. */
    public AllRecords(final long seed, final int rulesVersion) {
        random = new Random(seed);
        rules = rulesVersion;
        latestRules = Math.max(EARLIER_RULES, rulesVersion);
        Arrays.fill(owners, NOBODY);
    }

    /** A segment with small tables, for such a log. */
    public static SegmentDefinition segment(final int rulesVersion) {
        return new SegmentDefinition(
                        Segments.NAME,
                        SegmentId.NONE,
                        rulesVersion,
                        300,
                        120,
                        60,
                        rulesVersion > EARLIER_RULES ? SESSIONS + GUESTS : SESSIONS,
                        GATEWAYS,
                        4,
                        6,
                        12,
                        5,
                        64,
                        6,
                        40,
                        List.of(instrument(0, 0), instrument(1, 400)))
                .withId(Segments.ID);
    }

    private static InstrumentDefinition instrument(final int number, final int bandBasisPoints) {
        return new InstrumentDefinition(
                Segments.SECURITY + number,
                "TEST" + number,
                2,
                0,
                Segments.UNIT / 100,
                List.of(),
                1,
                1,
                1_000_000,
                0,
                Long.MAX_VALUE,
                Segments.UNIT / 100,
                1_000_000 * Segments.UNIT,
                bandBasisPoints,
                3,
                100 * Segments.UNIT,
                0,
                CONTINUOUS,
                number == 1);
    }

    /** The next entry. */
    public byte[] next() {
        final int gateway = gateway();
        if (gateways[gateway] == null || random.nextInt(60) == 0) {
            lose(gateway);
            gateways[gateway] = new Batches(gateway + 1, 0, ++incarnation).started(Batches.EPOCH_NS + incarnation);
        } else if (random.nextInt(40) == 0) {
            lose(gateway);
            silentFor[gateway] = 30 + random.nextInt(60);
        } else if (random.nextInt(100) == 0) {
            gateways[gateway].skipBatchNumber().alive();
        }
        final Batches batch = gateways[gateway];
        final int records = 1 + random.nextInt(8);
        for (int i = 0; i < records; i++) {
            add(batch, gateway);
        }
        return batch.close();
    }

    private int gateway() {
        final int gateway = random.nextInt(GATEWAYS);
        for (int i = 0; i < GATEWAYS; i++) {
            final int candidate = (gateway + i) % GATEWAYS;
            if (silentFor[candidate] == 0) {
                return candidate;
            }
            silentFor[candidate]--;
        }
        return gateway;
    }

    private void add(final Batches batch, final int gateway) {
        final int dice = random.nextInt(100);
        if (dice < 6) {
            session(batch, gateway);
        } else if (dice < 16) {
            time(batch, gateway);
        } else if (dice < 22) {
            admin(batch);
        } else {
            message(batch, 1 + random.nextInt(SESSIONS), gateway);
        }
    }

    /** Mostly what succeeds: a session is established where it is nobody's. */
    private void session(final Batches batch, final int gateway) {
        if (latestRules > EARLIER_RULES && random.nextInt(3) == 0) {
            guest(batch);
            return;
        }
        final int session = 1 + random.nextInt(SESSIONS);
        if (owners[session] == gateway && random.nextInt(4) == 0) {
            batch.release(session);
            owners[session] = NOBODY;
        } else if (owners[session] == NOBODY) {
            establish(batch, session);
            owners[session] = gateway;
        } else if (random.nextInt(4) == 0) {
            establish(batch, session);
        } else {
            batch.alive();
        }
    }

    private void establish(final Batches batch, final int session) {
        while (negotiated < session) {
            batch.negotiate(++negotiated);
        }
        batch.establish(session, latestRules > EARLIER_RULES ? 1 : NO_NUMBER);
    }

    /** One of ever new sessions, of which some give way to others. */
    private void guest(final Batches batch) {
        batch.negotiate(SESSIONS + ++guests);
        if (random.nextInt(4) == 0) {
            batch.establish(SESSIONS + guests, 1);
        }
    }

    /** The sessions of a gateway that restarts are nobody's. So are, some time later, those of one that falls silent. */
    private void lose(final int gateway) {
        for (int session = 1; session <= SESSIONS; session++) {
            if (owners[session] == gateway) {
                owners[session] = NOBODY;
            }
        }
    }

    private void time(final Batches batch, final int gateway) {
        if (term == 0 || random.nextInt(12) == 0) {
            batch.lead(++term);
            leader = gateway;
        }
        if (leader == gateway || random.nextInt(10) == 0) {
            timeNs += random.nextInt(3) * SECOND_NS / 2;
            batch.tick(term, timeNs);
        } else {
            batch.alive();
        }
    }

    private void admin(final Batches batch) {
        final int security = security();
        final int account = 7 + random.nextInt(3);
        switch (random.nextInt(12)) {
            case 0 -> batch.define(++requestId, instrument(random.nextInt(4), random.nextInt(3) * 300));
            case 1 -> batch.limits(++requestId, account, 20 + random.nextInt(60));
            case 2 -> batch.block(++requestId, account, random.nextInt(4) == 0);
            case 3 -> {
                rules = Math.min(latestRules, rules + random.nextInt(2));
                batch.rules(++requestId, rules);
            }
            case 4, 5 -> batch.status(++requestId, security, CONTINUOUS);
            default -> batch.status(++requestId, security, STATUSES[random.nextInt(STATUSES.length)]);
        }
    }

    private void message(final Batches batch, final int among, final int gateway) {
        int session = among;
        for (int i = 0; i < SESSIONS && owners[session] != gateway; i++) {
            session = 1 + session % SESSIONS;
        }
        final long number = numbers[session] += random.nextInt(50) == 0 ? 2 : 1;
        final Side side = random.nextBoolean() ? Side.Buy : Side.Sell;
        final long orig = Math.max(1, number - random.nextInt(40));
        switch (random.nextInt(20)) {
            case 0, 1 -> batch.cancel(session, number, number, orig, side);
            case 2, 3, 4 -> batch.change(session, number, number, orig, side, quantity(), price(), this::varyReplace);
            case 5 -> batch.refused(session, number, number, random.nextInt(8));
            case 6 -> massCancel(batch, session, number);
            default -> batch.special(session, number, number, side, quantity(), price(), this::vary);
        }
    }

    private void massCancel(final Batches batch, final int session, final long number) {
        if (random.nextInt(3) == 0) {
            batch.massCancel(
                    session,
                    number,
                    number,
                    random.nextInt(4) == 0
                            ? MassActionScope.AllOrdersOfAnAccount
                            : MassActionScope.AllOrdersOfTheSession);
        } else {
            batch.cancel(session, number, number, Math.max(1, number - random.nextInt(40)), Side.Buy);
        }
    }

    private void vary(final NewOrderSingleEncoder order) {
        order.securityID(security()).account(7 + random.nextInt(3));
        if (random.nextBoolean()) {
            order.displayQty(1 + random.nextInt(3));
        }
        if (random.nextInt(2) == 0) {
            order.selfMatchPreventionID(1 + random.nextInt(2))
                    .stpInstruction(StpInstruction.get((byte) ('1' + random.nextInt(4))));
        }
        switch (random.nextInt(10)) {
            case 0, 7 -> order.timeInForce(TimeInForce.FOK).displayQty(NewOrderSingleEncoder.displayQtyNullValue());
            case 1 -> order.timeInForce(TimeInForce.IOC).displayQty(NewOrderSingleEncoder.displayQtyNullValue());
            case 2, 6 -> order.minQty(4 + random.nextInt(30));
            case 3 -> {
                order.ordType(OrdType.StopLimit);
                order.stopPx().mantissa(price());
            }
            case 4 -> {
                order.timeInForce(TimeInForce.GTD);
                order.expireTime().time(timeNs + random.nextInt(10) * SECOND_NS);
            }
            case 5 -> {
                order.ordType(OrdType.Market).timeInForce(TimeInForce.IOC);
                order.displayQty(NewOrderSingleEncoder.displayQtyNullValue());
                order.price().mantissa(Long.MIN_VALUE);
            }
            default -> order.timeInForce(TimeInForce.GTC);
        }
    }

    private void varyReplace(final OrderCancelReplaceRequestEncoder replace) {
        replace.securityID(security()).account(7 + random.nextInt(3));
        switch (random.nextInt(4)) {
            case 0 -> replace.inFlightMitigation(BooleanType.True);
            case 1 -> replace.inFlightMitigation(BooleanType.NULL_VAL);
            default -> replace.inFlightMitigation(BooleanType.False);
        }
        if (random.nextInt(4) == 0) {
            replace.displayQty(1 + random.nextInt(10));
        }
    }

    private int security() {
        return Segments.SECURITY + (random.nextInt(20) == 0 ? random.nextInt(4) : random.nextInt(2));
    }

    private long quantity() {
        return random.nextInt(5) == 0 ? 100 + random.nextInt(100) : 1 + random.nextInt(30);
    }

    private long price() {
        return (98 + random.nextInt(5)) * Segments.UNIT;
    }
}
