package io.matchlock.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S,0 s",
        "PT10S,10 s",
        "PT90S,90 s",
        "PT0.25S,250 ms",
        "PT1.5S,1500 ms",
        "PT0.0005S,500 us",
        "PT0.000000001S,1 ns"
    })
    void shouldNameTheLargestUnit(final Duration duration, final String text) {
        assertEquals(text, DurationText.of(duration));
    }
}
