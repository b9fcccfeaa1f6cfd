package io.matchlock.audit.sim.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.audit.sim.time.SimProcess;
import io.matchlock.audit.sim.time.WallClock;
import io.matchlock.log.LogConnection;
import io.matchlock.log.LogSettings;
import io.matchlock.log.redis.request.RedisReply;
import io.matchlock.log.testing.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The simulated server answers as the real one does, to two clients who watch what they write to. */
final class SimRedisTest {
    private static final String SEGMENT = "test";
    private static final int STEPS = 600;
    private static final int STEPS_AN_EPOCH = 50;
    private static final long SEED = 7;
    private static final String[] KEYS = {"{test}:orders", "{test}:events"};

    @RegisterExtension
    private final RedisServer server = new RedisServer();

    @Test
    void shouldAnswerAsRedisDoesToWhoeverWatchesStreams() {
        final LogSettings settings = server.settings(SEGMENT);
        final Scheduler scheduler = new Scheduler(SEED, false);
        final SimRedis simulated = new SimRedis(scheduler, new RedisLimits(0, 1, 1, 0));
        final Actor client = new SimProcess(scheduler, "client", new WallClock(scheduler)).actor("main");

        final List<String> real = answers(LogConnection.open(settings), LogConnection.open(settings));
        final List<String> ours = answers(
                simulated.connections().waiting(client, settings).get(),
                simulated.connections().waiting(client, settings).get());

        assertEquals(String.join("\n", real), String.join("\n", ours));
    }

    private static List<String> answers(final LogConnection first, final LogConnection second) {
        final List<String> answers = new ArrayList<>();
        final Random random = new Random(SEED);
        final LogConnection[] connections = {first, second};
        final boolean[] isOpen = new boolean[connections.length];
        try (first;
                second) {
            for (int i = 0; i < STEPS; i++) {
                final int who = random.nextInt(connections.length);
                final String[] words = command(random, i, isOpen[who]);
                isOpen[who] = words[0].equals("MULTI") || (isOpen[who] && !words[0].equals("EXEC"));
                answers.add(who + " " + String.join(" ", words) + ": "
                        + text(connections[who].calls().request(words)));
            }
        }
        return answers;
    }

    private static String[] command(final Random random, final int step, final boolean isInTransaction) {
        final String key = KEYS[random.nextInt(KEYS.length)];
        return switch (random.nextInt(6)) {
            case 0 -> isInTransaction ? new String[] {"EXEC"} : new String[] {"WATCH", key};
            case 1 -> isInTransaction ? new String[] {"EXEC"} : new String[] {"MULTI"};
            case 2 -> new String[] {"XLEN", key};
            case 3 -> new String[] {"XRANGE", key, "-", "+", "COUNT", "2"};
            default -> {
                final int epoch = 1 + step / STEPS_AN_EPOCH + random.nextInt(8) / 7;
                final String id = epoch + (random.nextInt(4) == 0 ? "-0" : "-*");
                yield random.nextBoolean()
                        ? new String[] {"XADD", key, "NOMKSTREAM", id, "b", "x"}
                        : new String[] {"XADD", key, id, "b", "x"};
            }
        };
    }

    private static String text(final RedisReply reply) {
        return reply.isArray() ? reply.values() + " " + reply.errors() : reply.failure() + " " + reply.first();
    }
}
