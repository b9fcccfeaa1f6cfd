package io.matchlock.engine.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchlock.engine.request.EngineLimits;
import io.matchlock.engine.state.EngineState;
import org.junit.jupiter.api.Test;

/**
 * What a check finds out for the order that follows. It would catch a reservation for an order that was not checked, one that is
 * made twice, and a second position of an account in an instrument.
 */
final class RiskTest {
    private static final int ACCOUNT = 7;
    private static final int INSTRUMENT = 1;

    private final EngineState state = new EngineState(EngineLimits.builder()
            .orders(8)
            .accounts(4)
            .positions(4)
            .instruments(2)
            .build());
    private final Risk risk = new Risk(state);
    private final Exposure exposure = new Exposure();

    @Test
    void shouldReserveForAnOrderThatWasCheckedAndOnlyOnce() {
        assertThrows(IllegalStateException.class, () -> risk.open(exposure, true, 1, 1));
        assertNull(risk.check(exposure, ACCOUNT, INSTRUMENT, true, 1, 1));
        final int position = risk.open(exposure, true, 1, 1);
        assertEquals(position, state.positions().find(ACCOUNT, INSTRUMENT));
        assertThrows(IllegalStateException.class, () -> risk.open(exposure, true, 1, 1));
    }

    @Test
    void shouldNotReserveForAnOrderThatWasRejected() {
        assertNull(risk.check(exposure, ACCOUNT, INSTRUMENT, true, 1, 1));
        risk.open(exposure, true, Long.MAX_VALUE, 1);
        risk.check(exposure, ACCOUNT, INSTRUMENT, true, 1, 1);
        assertThrows(IllegalStateException.class, () -> risk.open(exposure, true, 1, 1));
    }

    @Test
    void shouldRefuseACheckThatWasBeforeAPositionCame() {
        final Exposure before = new Exposure();
        assertNull(risk.check(before, ACCOUNT, INSTRUMENT, true, 1, 1));
        assertNull(risk.check(exposure, ACCOUNT, INSTRUMENT, true, 1, 1));
        risk.open(exposure, true, 1, 1);
        assertThrows(IllegalStateException.class, () -> risk.open(before, true, 1, 1));
        assertNull(risk.check(before, ACCOUNT, INSTRUMENT, true, 1, 1));
        assertEquals(state.positions().find(ACCOUNT, INSTRUMENT), risk.open(before, true, 1, 1));
    }
}
