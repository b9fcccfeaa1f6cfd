package io.matchlock.exchange.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.protocol.log.InstrumentDefinition;
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
                "-1,A,2,0,1,1,1,10,1,2 | file line 1: id is negative; mend the instruments file."
            })
    void shouldNameTheLineAndWhatIsWrong(final String line, final String sentence) {
        final OperatorException failure =
                assertThrows(OperatorException.class, () -> InstrumentFile.parse(line, "file"));

        assertEquals(sentence, failure.getMessage());
    }
}
