package io.matchlock.gateway.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdmissionTest {
    @ParameterizedTest
    @CsvSource({
        "0,0,0,0",
        "999,999,0,0",
        "69,0,100,0",
        "70,0,100,1",
        "79,0,100,1",
        "80,0,100,2",
        "84,0,100,2",
        "85,0,100,3",
        "94,0,100,3",
        "95,0,100,4",
        "120,0,100,4",
        "10,59,100,0",
        "10,60,100,1",
        "10,70,100,2",
        "10,75,100,3",
        "10,900,100,3",
        "95,10,100,4"
    })
    void shouldGoByTheMarks(final long used, final long owed, final long max, final int level) {
        final Admission admission = new Admission();
        admission.onMemory(used, owed, max);
        assertEquals(level, admission.level());
    }

    @Test
    void shouldTakeNothingWhileTheServerPromisesLess() {
        final Admission admission = new Admission();
        admission.onDurability(false);
        assertEquals(Admission.NOTHING, admission.level());
        admission.onDurability(true);
        assertEquals(Admission.ALL, admission.level());
    }

    @Test
    void shouldTakeNothingAfterARefusalUntilAnAppendIsTaken() {
        final Admission admission = new Admission();
        admission.onRefused();
        assertEquals(Admission.NOTHING, admission.level());
        admission.onStored();
        assertEquals(Admission.ALL, admission.level());
    }
}
