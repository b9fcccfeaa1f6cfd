package io.matchlock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import io.matchlock.engine.request.Instrument;
import io.matchlock.engine.request.OrderRequest;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** The engine and the naive one, with one session; each command goes to both, and each event must be the same. */
final class TwoEngines {
    static final int STOCK = 7;
    static final long TICK = EngineRig.TICK;
    static final long NOW_NS = 1_000 * EngineRig.SECOND;

    private final EventLog log = new EventLog();
    private final EventLog naiveLog = new EventLog();
    private final Engine engine;
    private final NaiveEngine naive;
    private long seqNo;

    TwoEngines(final EngineLimits limits, final Instrument... instruments) {
        engine = new Engine(limits, Engine.RULES_VERSION, new Recorder(log));
        naive = new NaiveEngine(limits, naiveLog);
        for (final Instrument instrument : instruments) {
            engine.addInstrument(instrument);
            naive.market.add(instrument);
        }
        engine.beginEntry(1, EngineRig.CHAIN, 1, 1, true, 1);
        naive.beginEntry(EngineRig.CHAIN, 1, 1, true, 1);
        engine.gateway().onLead(1);
        naive.lead(1);
        final UnsafeBuffer key = new UnsafeBuffer(new byte[16]);
        engine.gateway().onNegotiate(1, 1, 1, 5, key, 0, 0);
        naive.negotiate(1, 1, 1, 5);
        engine.gateway().onEstablish(1, 1, 1, 6, 1, key, 0, 0, 0);
        naive.establish(1, 1, 1, 6, 1);
        tick(NOW_NS);
    }

    List<String> tick(final long timeNs) {
        engine.gateway().onTick(1, timeNs);
        naive.tick(1, timeNs);
        return compare("tick");
    }

    private void message() {
        seqNo++;
        engine.beginMessage(1, seqNo, seqNo);
        naive.beginMessage(1, seqNo, seqNo);
    }

    /** The events, which are the same of both. */
    private List<String> compare(final String what) {
        while (engine.isBusy()) {
            engine.goOn();
        }
        final List<String> events = naiveLog.drain();
        assertEquals(events, log.drain(), what);
        return events;
    }

    List<String> enter(final OrderRequest request) {
        message();
        engine.onNewOrder(request);
        naive.market.enter(request);
        return compare(RandomCommands.text(request));
    }

    List<String> replace(final OrderRequest request) {
        message();
        engine.onReplace(request);
        naive.market.replace(request);
        return compare(RandomCommands.text(request));
    }

    List<String> cancel(final long origClOrdId, final int securityId, final int side) {
        message();
        engine.onCancel(seqNo, origClOrdId, Codes.NULL_U64, securityId, side);
        naive.market.cancel(seqNo, origClOrdId, Codes.NULL_U64, securityId, side);
        return compare("cancel");
    }

    List<String> massCancel(final int scope, final int securityId, final int account, final int side) {
        message();
        engine.onMassCancel(seqNo, scope, securityId, account, side);
        naive.market.massCancel(seqNo, scope, securityId, account, side);
        return compare("mass cancel");
    }

    List<String> status(final int status) {
        naive.beginRecord(1);
        engine.admin().onInstrumentStatus(1, 1, STOCK, status);
        naive.market.status(1, STOCK, status);
        return compare("status " + status);
    }

    List<String> limits(final int account, final int maxOpenOrders, final long maxPosition, final long maxNotional) {
        naive.beginRecord(1);
        engine.admin().onAccountLimits(1, 1, account, maxOpenOrders, maxPosition, maxNotional);
        naive.market.limits(1, account, maxOpenOrders, maxPosition, maxNotional);
        return compare("limits");
    }

    List<String> block(final int account) {
        naive.beginRecord(1);
        engine.admin().onAccountBlock(1, 1, account, true);
        naive.market.block(1, account, true);
        return compare("block");
    }

    static OrderRequest limit(final long clOrdId, final int side, final long ticks, final long quantity) {
        return new OrderRequest()
                .clOrdId(clOrdId)
                .side(side)
                .ordType(Codes.TYPE_LIMIT)
                .timeInForce(Codes.TIF_GTC)
                .price(ticks * TICK)
                .orderQty(quantity)
                .securityId(STOCK)
                .account(5);
    }
}
