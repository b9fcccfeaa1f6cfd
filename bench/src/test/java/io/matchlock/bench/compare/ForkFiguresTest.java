package io.matchlock.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.bench.timing.ForkFigures;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ForkFiguresTest {
    @Test
    void shouldReadWhatItWrote() {
        final ForkFigures figures = new ForkFigures(
                "engine", List.of(1.25, 2.5), 1.5, 0.25, 7, "ab12", List.of(1L, 2L, 3L, 4L, 5L, 6L), List.of(9L));

        assertEquals(figures, ForkFigures.parse(figures.line()));
    }
}
