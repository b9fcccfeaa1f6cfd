package io.matchlock.engine;

import static io.matchlock.engine.EngineRig.STOCK;
import static io.matchlock.engine.EngineRig.TICK;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import io.matchlock.engine.request.Instrument;
import org.junit.jupiter.api.Test;

/** Accounts and positions that say nothing any more make room for others. */
final class AccountLivesTest {
    private static final int OTHER_STOCK = 8;
    private static final EngineLimits LIMITS = EngineLimits.builder()
            .orders(100)
            .detailedOrders(100)
            .priceLevels(50)
            .accounts(2)
            .positions(3)
            .build();

    private EngineRig rig = rig(Engine.RULES_VERSION);
    private long clOrdId;

    private static EngineRig rig(final int rulesVersion) {
        final EngineRig rig = new EngineRig(LIMITS, rulesVersion, EngineRig.INSTRUMENT);
        rig.engine.addInstrument(Instrument.continuous(OTHER_STOCK, TICK, 10, 10, 100_000, TICK, 1_000 * TICK));
        rig.open(EngineRig.CHAIN, 11, 100);
        rig.session(1);
        rig.log.drain();
        return rig;
    }

    private void sell(final int account) {
        clOrdId++;
        rig.enter(rig.limit(clOrdId, Codes.SIDE_SELL, 50, 10).account(account));
    }

    /** Why a buy is rejected; empty if it rests. */
    private String buy(final int account, final int securityId) {
        clOrdId++;
        final String event = rig.enter(rig.limit(clOrdId, Codes.SIDE_BUY, 50, 10)
                        .account(account)
                        .securityId(securityId))
                .get(0);
        return event.startsWith("rejected") ? event.substring(event.lastIndexOf(' ') + 1) : "";
    }

    private void cancel(final long which, final int securityId) {
        rig.message(1);
        rig.engine.onCancel(++clOrdId, which, Codes.NULL_U64, securityId, Codes.SIDE_BUY);
        rig.log.drain();
    }

    private String limits(final int account, final int maxOpenOrders) {
        rig.engine.admin().onAccountLimits(1, 1, account, maxOpenOrders, Long.MAX_VALUE, Long.MAX_VALUE);
        return rig.log.drain().get(0);
    }

    @Test
    void shouldForgetAnAccountOnceItsLastOrderEnds() {
        buy(1, STOCK);
        buy(2, STOCK);
        assertEquals("ACCOUNTS_FULL", buy(3, STOCK));
        cancel(1, STOCK);
        assertEquals("", buy(3, STOCK));
        assertEquals("ACCOUNTS_FULL", buy(1, STOCK), "it has no place any more");
    }

    @Test
    void shouldKeepAnAccountWithAPosition() {
        buy(1, STOCK);
        sell(2);
        assertEquals("ACCOUNTS_FULL", buy(3, STOCK));
        buy(2, STOCK);
        sell(1);
        assertEquals("", buy(3, STOCK), "both are flat");
        assertEquals("", buy(4, STOCK));
        assertEquals("ACCOUNTS_FULL", buy(5, STOCK));
    }

    @Test
    void shouldForgetAPositionThatIsFlat() {
        buy(1, STOCK);
        buy(1, OTHER_STOCK);
        buy(2, STOCK);
        assertEquals("POSITIONS_FULL", buy(2, OTHER_STOCK));
        cancel(2, OTHER_STOCK);
        assertEquals("", buy(2, OTHER_STOCK));
        assertEquals("POSITIONS_FULL", buy(1, OTHER_STOCK));
    }

    @Test
    void shouldKeepAnAccountAsLongAsItHasLimits() {
        assertEquals("admin 65536 1 0", limits(1, 5));
        assertEquals("admin 65536 1 0", limits(2, Integer.MAX_VALUE));
        assertEquals("admin 65536 1 0", limits(3, 5), "account 2 has no limit");
        assertEquals("admin 65536 1 2", limits(4, 5));
        limits(1, Integer.MAX_VALUE);
        assertEquals("admin 65536 1 0", limits(4, 5));
    }

    @Test
    void shouldFindTheAccountOfAFlatPositionAnew() {
        buy(1, STOCK);
        cancel(1, STOCK);
        limits(2, 5);
        limits(3, 5);
        assertEquals("ACCOUNTS_FULL", buy(1, STOCK), "its position has a place still, the account has none");
        limits(3, Integer.MAX_VALUE);
        assertEquals("", buy(1, STOCK));
        limits(1, 1);
        assertEquals("OPEN_ORDERS_LIMIT", buy(1, STOCK));
    }

    @Test
    void shouldRememberAllByOlderRules() {
        rig = rig(4);
        buy(1, STOCK);
        buy(2, STOCK);
        cancel(1, STOCK);
        assertEquals("ACCOUNTS_FULL", buy(3, STOCK));
        rig.engine.admin().onRulesVersion(1, 5);
        assertEquals("", buy(3, STOCK), "what ended before counts as well");
    }
}
