package io.matchlock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.engine.event.CancelReason;
import io.matchlock.engine.event.CancelReject;
import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.request.EngineLimits;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Seeded commands of all kinds to the engine and to the naive one: each event must be the same. */
final class EngineComparisonTest {
    private static final int COMMANDS = Integer.getInteger("matchlock.test.commands", 250_000);
    private static final int OF_A_SEED = 10_000;
    /** From here on even the rarest happens: an elected stop that finds no level. */
    private static final long FIRST_SEED = 7_025;

    private static final EngineLimits ROOMY = EngineLimits.builder()
            .orders(400)
            .detailedOrders(300)
            .priceLevels(300)
            .sessions(6)
            .chains(3)
            .instruments(6)
            .accounts(9)
            .positions(60)
            .touchedOrders(3)
            .deferredRecords(1_000)
            .fenceTicks(3)
            .build();

    /** What nothing can bring about here: the queue is never full, and a blocked account has no orders. */
    private static final Set<OrderReject> NO_ORDER_REJECTS = EnumSet.of(OrderReject.ENGINE_BUSY);

    private static final Set<CancelReject> NO_REPLACE_REJECTS =
            EnumSet.of(CancelReject.ENGINE_BUSY, CancelReject.ACCOUNT_BLOCKED);

    @Test
    void shouldSayWhatTheNaiveEngineSaysAndReachEverything() {
        final Counts counts = compare(FIRST_SEED, COMMANDS);
        System.out.println(counts);
        assertEquals(List.of(), missing(counts), "a run that misses things proves nothing about them");
    }

    @Test
    void shouldSayWhatTheNaiveEngineSaysToCommandsThatWereNeverSeen() {
        compare(Long.getLong("matchlock.test.seed", System.nanoTime()), COMMANDS / 5);
    }

    private static Counts compare(final long seed, final int commands) {
        System.out.println("EngineComparisonTest -Dmatchlock.test.seed=" + seed + " commands " + commands);
        return EngineComparisonRun.compare(seed, commands, OF_A_SEED);
    }

    private static List<String> missing(final Counts counts) {
        final List<String> wanted = new ArrayList<>(List.of(
                "elections",
                "expired",
                "fenced by ticks",
                "fenced by time",
                "goes on",
                "halts ended by time",
                "icebergs shown again",
                "replaced",
                "replaced in place",
                "seeds from rules 1",
                "seeds from rules 2",
                "seeds from rules 3",
                "seeds from rules 4",
                "seeds with long sides",
                "seeds with work carried on",
                "accounts given way",
                "positions given way",
                "bind result 1",
                "chains given way",
                "bind result 2",
                "bind result 3",
                "bind result 5",
                "sessions given way",
                "self-trades prevented by 1",
                "self-trades prevented by 2",
                "self-trades prevented by 3",
                "self-trades prevented by 4",
                "trades",
                "uncross trades",
                "uncrosses",
                "uncrosses of nothing",
                "volatility halts"));
        for (final OrderReject reject : EnumSet.complementOf(EnumSet.copyOf(NO_ORDER_REJECTS))) {
            wanted.add("order reject " + reject);
        }
        for (final CancelReject reject : EnumSet.complementOf(EnumSet.copyOf(NO_REPLACE_REJECTS))) {
            wanted.add("replace reject " + reject);
        }
        for (final CancelReason reason : CancelReason.values()) {
            wanted.add("cancel " + reason);
        }
        for (final int from : new int[] {2, 17, 18, 21, 24}) {
            for (final int to : new int[] {2, 17, 18, 21, 24}) {
                wanted.add("status " + from + " to " + to);
            }
        }
        wanted.removeIf(what -> counts.of(what) > 0);
        return wanted;
    }

    @Test
    void shouldHaveTheSameStateAfterTheSameLog() {
        final RandomCommands first = new RandomCommands(ROOMY, Engine.RULES_VERSION, false, new Random(7));
        final RandomCommands second = new RandomCommands(ROOMY, Engine.RULES_VERSION, false, new Random(7));
        for (int command = 0; command < 5_000; command++) {
            first.next();
            second.next();
            assertEquals(first.engine.stateHash(), second.engine.stateHash());
        }
    }
}
