package io.matchlock.bench.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.bench.compare.BenchCommand;
import io.matchlock.engine.event.EngineListener;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** That the benchmarks measure what they are named for: nothing is rejected unseen, nothing trades unasked. */
final class EngineBenchmarkTest {
    private static final int RESTING = 1_000;
    private static final int ROUNDS = 5_000;

    private final Map<String, Integer> events = new TreeMap<>();
    private final RestingBook book = new RestingBook(RESTING, (EngineListener) Proxy.newProxyInstance(
            EngineListener.class.getClassLoader(), new Class<?>[] {EngineListener.class}, this::count));

    /** Keeps what the messages cause, not what filled the book. */
    @BeforeEach
    void forgetTheFilling() {
        assertEquals(RESTING, events.remove("onOrderNew"));
        events.clear();
    }

    @Test
    void shouldCancelOneOrderForEachThatEnters() {
        for (int round = 0; round < ROUNDS; round++) {
            final int order = book.random(RESTING);
            book.cancel(order);
            book.enter(order);
        }
        assertEquals(Map.of("onOrderNew", ROUNDS, "onOrderCanceled", ROUNDS), events);
    }

    @Test
    void shouldReplaceWithoutTrades() {
        for (int round = 0; round < ROUNDS; round++) {
            book.move(book.random(RESTING));
        }
        assertEquals(Map.of("onOrderReplaced", ROUNDS), events);
    }

    @Test
    void shouldTradeWhatImprovedTheMarket() {
        for (int round = 0; round < ROUNDS; round++) {
            book.improve();
            book.take();
        }
        assertEquals(Map.of("onOrderNew", 2 * ROUNDS, "onTrade", 2 * ROUNDS), events);
    }

    @Test
    void shouldRejectWhatIsUnknown() {
        for (int round = 0; round < ROUNDS; round++) {
            book.enterUnknown();
        }
        assertEquals(Map.of("onOrderRejected", ROUNDS), events);
    }

    @Test
    void shouldListTheBenchmarksAndRefuseOthers() {
        assertEquals(0, new CommandLine(new BenchCommand()).execute("jmh", "-l"));
        assertEquals(2, new CommandLine(new BenchCommand()).execute("jmh", "nosuch"));
        assertEquals(2, new CommandLine(new BenchCommand()).execute("jmh", "-zz"));
    }

    private Object count(final Object proxy, final Method method, final Object[] arguments) {
        events.merge(method.getName(), 1, Integer::sum);
        return null;
    }
}
