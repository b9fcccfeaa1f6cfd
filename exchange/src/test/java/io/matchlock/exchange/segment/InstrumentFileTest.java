package io.matchlock.exchange.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.protocol.segment.InstrumentDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InstrumentFileTest {
    @Test
    void shouldReadDecimalsAndComments() {
        final String text = "# nothing\n\n7, ETHUSD, 2, 8, 0.01, 5, 10, 1000, 0.5, 100000 # ether\n";

        assertEquals(
                List.of(new InstrumentDefinition(
                        7, "ETHUSD", 2, 8, 10_000_000L, 5, 10, 1000, 500_000_000L, 100_000_000_000_000L)),
                InstrumentFile.parse(text, "test"));
    }

    @Test
    void shouldReadFurtherFieldsByTheirNames() {
        final String text = "7,ETH,2,0,0.01,1,1,1000,0.5,100000,ticks=1:0.05 5:0.1,band=250,halt=30,reference=10.5,"
                + "min-notional=1,max-notional=99,day-end=1970-01-01T00:00:01Z,status=auction,replace-loses-priority=yes";

        assertEquals(
                List.of(new InstrumentDefinition(
                        7,
                        "ETH",
                        2,
                        0,
                        10_000_000L,
                        List.of(
                                new InstrumentDefinition.TickStep(1_000_000_000L, 50_000_000L),
                                new InstrumentDefinition.TickStep(5_000_000_000L, 100_000_000L)),
                        1,
                        1,
                        1000,
                        1,
                        99,
                        500_000_000L,
                        100_000_000_000_000L,
                        250,
                        30,
                        10_500_000_000L,
                        1_000_000_000L,
                        24,
                        true)),
                InstrumentFile.parse(text, "test"));
    }

    @Test
    void shouldReadTheShippedFile() {
        assertEquals(
                8, InstrumentFile.parse(InstrumentFile.shipped(), "shipped").size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,A,2,0,0.01,1,1,10,1 | file line 1: 9 fields where 10 belong; mend the instruments file.",
                "1,A,2,0,0.01,1,11,10,1,2 | file line 1: quantities must be positive and in order; mend the instruments file.",
                "1,A,2,0,0,1,1,10,1,2 | file line 1: tick must be positive; mend the instruments file.",
                "1,A,2,0,1,1,1,10,1,2,bend=5 | file line 1: no field \"bend\", there are ticks, min-notional, max-notional, band, halt, reference, day-end, status, replace-loses-priority; mend the instruments file.",
                "1,A,2,0,1,1,1,10,1,2,status=open | file line 1: no status \"open\", there are pre-open, auction, continuous, halted, closed; mend the instruments file.",
                "1,A,2,0,1,1,1,10,1,2,ticks=5:2 5:3 | file line 1: ticks must ascend and be multiples of the tick; mend the instruments file.",
                "1,A,2,0,1,1,1,10,1,2,reference=1.5 | file line 1: reference must be a multiple of the tick; mend the instruments file.",
                "-1,A,2,0,1,1,1,10,1,2 | file line 1: id is negative; mend the instruments file."
            })
    void shouldNameTheLineAndWhatIsWrong(final String line, final String sentence) {
        final OperatorException failure =
                assertThrows(OperatorException.class, () -> InstrumentFile.parse(line, "file"));

        assertEquals(sentence, failure.getMessage());
    }
}
