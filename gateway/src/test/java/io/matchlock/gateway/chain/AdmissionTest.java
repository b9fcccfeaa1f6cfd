package io.matchlock.gateway.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdmissionTest {
    @ParameterizedTest
    @CsvSource({
        "0,0,0,0,0",
        "999,999,9,0,0",
        "69,0,0,100,0",
        "70,0,0,100,1",
        "79,0,0,100,1",
        "80,0,0,100,2",
        "84,0,0,100,2",
        "85,0,0,100,3",
        "94,0,0,100,3",
        "95,0,0,100,4",
        "120,0,0,100,4",
        "10,59,0,100,0",
        "10,60,0,100,1",
        "10,70,0,100,2",
        "10,75,0,100,3",
        "10,85,0,100,4",
        "10,20,39,100,0",
        "10,20,40,100,1",
        "10,20,50,100,2",
        "10,20,55,100,3",
        "10,20,900,100,3",
        "95,0,10,100,4"
    })
    void shouldGoByTheMarks(final long used, final long unanswered, final long live, final long max, final int level) {
        final Admission admission = new Admission(1);
        admission.onMemory(used, unanswered, live, max);
        assertEquals(level, admission.level());
    }

    /** A gateway that starts on a log that is nearly full must not fill it before it has looked. */
    @Test
    void shouldTakeNothingBeforeTheMemoryIsKnown() {
        final Admission admission = new Admission(1);
        assertEquals(Admission.NOTHING, admission.level());
        admission.onMemoryAsked();
        assertEquals(Admission.NOTHING, admission.level());
        admission.onMemory(1, 0, 0, 0);
        assertEquals(Admission.ALL, admission.level());
    }

    @Test
    void shouldGoByWhatIsSentUntilTheMemoryIsReadAgain() {
        final Admission admission = new Admission(2);
        admission.onMemory(100, 0, 0, 100_000);
        admission.onSent(5_300);
        assertEquals(
                Admission.ALL,
                admission.level(),
                "of two writers, with the stream's overhead: 13 %, and four times that");
        admission.onMemoryAsked();
        admission.onSent(200);
        assertEquals(Admission.REFUSE_NEW, admission.level());
        admission.onMemory(7_000, 20_000, 0, 100_000);
        assertEquals(Admission.ALL, admission.level(), "what was sent since the question is not in the answer");
        admission.onSent(3_200);
        assertEquals(Admission.REFUSE_NEW, admission.level());
        admission.onSent(100_000);
        assertEquals(Admission.NOTHING, admission.level());
    }

    @Test
    void shouldTakeNothingWhileTheServerPromisesLess() {
        final Admission admission = new Admission(1);
        admission.onMemory(0, 0, 0, 0);
        admission.onDurability(false);
        assertEquals(Admission.NOTHING, admission.level());
        admission.onDurability(true);
        assertEquals(Admission.ALL, admission.level());
    }

    @Test
    void shouldTakeNothingAfterARefusalUntilAnAppendIsTaken() {
        final Admission admission = new Admission(1);
        admission.onMemory(0, 0, 0, 0);
        admission.onRefused();
        assertEquals(Admission.NOTHING, admission.level());
        admission.onStored();
        assertEquals(Admission.ALL, admission.level());
    }
}
