package io.matchlock.gateway.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdmissionTest {
    @ParameterizedTest
    @CsvSource({"0,0,0", "999,0,0", "69,100,0", "70,100,1", "79,100,1", "80,100,2", "84,100,2", "85,100,3", "120,100,3"
    })
    void shouldGoByTheMarks(final long used, final long max, final int level) {
        final Admission admission = new Admission();
        admission.onMemory(used, max);
        assertEquals(level, admission.level());
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
