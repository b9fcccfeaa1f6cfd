package io.matchlock.matcher.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeded commands of all kinds to the engine and to the naive one: each event must be the same. */
final class EngineComparisonTest {
    private static final int COMMANDS = Integer.getInteger("matchlock.test.commands", 120_000);
    private static final EngineLimits CROWDED = new EngineLimits(60, 25, 6, 3, 3, 4, 3);
    private static final EngineLimits ROOMY = new EngineLimits(400, 300, 6, 3, 3, 20, 3);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldSayWhatTheNaiveEngineSays(final boolean crowded) {
        final long seed = Long.getLong("matchlock.test.seed", System.nanoTime());
        System.out.println("EngineComparisonTest -Dmatchlock.test.seed=" + seed + " crowded " + crowded);
        final RandomCommands commands = new RandomCommands(crowded ? CROWDED : ROOMY, new Random(seed));
        for (int command = 0; command < COMMANDS; command++) {
            final String text = commands.next();
            assertEquals(
                    commands.naiveLog.drain(), commands.engineLog.drain(), () -> "seed " + seed + ", command " + text);
        }
        assertTrue(commands.trades() > COMMANDS / 500, "too few trades to compare: " + commands.trades());
    }

    @Test
    void shouldHaveTheSameStateAfterTheSameLog() {
        final RandomCommands first = new RandomCommands(ROOMY, new Random(7));
        final RandomCommands second = new RandomCommands(ROOMY, new Random(7));
        for (int command = 0; command < 20_000; command++) {
            first.next();
            second.next();
            assertEquals(first.engine.stateHash(), second.engine.stateHash());
        }
    }
}
