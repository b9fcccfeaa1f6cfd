package io.matchlock.engine;

import io.matchlock.engine.request.EngineLimits;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;

/**
 * One seed's commands, given to both engines; each event must be the same. Where the engine carries work on with later records,
 * reports are compared as one stream, whichever record they came with.
 */
final class EngineComparison {
    /** Sides with more levels are kept otherwise than short ones. */
    private static final int LONG_SIDE = 18;

    private static final int IDLE_TICKS = 4;
    private static final int NOTHING = -1;
    /** More than there is room for. */
    private static final int MANY_IDS = 25;

    private static final int[] TOUCHED = {1, 2, 3, 5, 10, 1_000_000};

    private final long seed;
    private final boolean drives;
    private final int firstRules;
    private final EngineLimits limits;
    private final RandomCommands commands;
    private final ArrayDeque<String> expected = new ArrayDeque<>();
    private final ArrayDeque<String> expectedControls = new ArrayDeque<>();
    private final ArrayDeque<String> last = new ArrayDeque<>();
    private long deferred;
    private int longestSide;

    EngineComparison(final long seed) {
        this.seed = seed;
        final Random random = new Random(seed);
        final boolean crowded = random.nextInt(3) == 0;
        final int touched = TOUCHED[random.nextInt(TOUCHED.length)];
        final int lacking = crowded ? random.nextInt(3) : NOTHING;
        drives = random.nextInt(2) == 0;
        // which sessions are idle, and for how long, depends on how far the work is
        limits = limits(lacking, touched, drives ? IDLE_TICKS : 0);
        firstRules = Math.min(4, 1 + random.nextInt(6));
        commands = new RandomCommands(limits, firstRules, seed % 3 == 0, MANY_IDS, random);
    }

    private static EngineLimits roomy(final int touched, final int idleTicks) {
        return EngineLimits.builder()
                .orders(400)
                .detailedOrders(300)
                .priceLevels(300)
                .sessions(6)
                .chains(3)
                .instruments(6)
                .accounts(9)
                .positions(60)
                .touchedOrders(touched)
                .deferredRecords(100_000)
                .fenceTicks(3)
                .idleTicks(idleTicks)
                .build();
    }

    /** Each lacks room for something else. */
    private static EngineLimits limits(final int lacking, final int touched, final int idleTicks) {
        return switch (lacking) {
            case NOTHING -> roomy(touched, idleTicks);
            case 0 ->
                EngineLimits.builder()
                        .orders(40)
                        .detailedOrders(12)
                        .priceLevels(14)
                        .sessions(6)
                        .chains(3)
                        .instruments(7)
                        .accounts(5)
                        .positions(16)
                        .touchedOrders(touched)
                        .deferredRecords(100_000)
                        .fenceTicks(4)
                        .idleTicks(idleTicks)
                        .build();
            case 1 ->
                EngineLimits.builder()
                        .orders(16)
                        .detailedOrders(14)
                        .priceLevels(40)
                        .sessions(6)
                        .chains(3)
                        .instruments(7)
                        .accounts(12)
                        .positions(60)
                        .touchedOrders(touched)
                        .deferredRecords(100_000)
                        .fenceTicks(4)
                        .idleTicks(idleTicks)
                        .build();
            default ->
                EngineLimits.builder()
                        .orders(100)
                        .detailedOrders(90)
                        .priceLevels(12)
                        .sessions(6)
                        .chains(3)
                        .instruments(4)
                        .accounts(12)
                        .positions(60)
                        .touchedOrders(touched)
                        .deferredRecords(100_000)
                        .fenceTicks(4)
                        .idleTicks(idleTicks)
                        .build();
        };
    }

    Counts counts() {
        return commands.counts();
    }

    /** Throws an {@link AssertionError} that says seed, command and both engines' events. */
    void run(final int count) {
        for (int command = 0; command < count; command++) {
            if (firstRules < Engine.RULES_VERSION && command == count / 2) {
                commands.rules(firstRules + 1);
            }
            step(command);
        }
        finish();
        commands.counts().add("seeds from rules " + firstRules);
        commands.counts().add(drives ? "seeds driven" : "seeds carried on");
        commands.counts().add("seeds of " + limits.maxTouchedOrders() + " touched orders");
    }

    private void step(final int command) {
        String text = "?";
        try {
            text = commands.next();
            remember(command + ": " + text);
            while (drives && commands.engine.isBusy()) {
                commands.counts().add("goes on");
                commands.engine.goOn();
            }
            deferred += commands.engine.isBusy() ? 1 : 0;
            if (drives) {
                compareAtOnce();
            } else {
                compareStreams();
            }
            NaiveInvariants.check(commands.naive.market);
            longestSide = Math.max(longestSide, commands.naive.market.longestSide());
        } catch (final AssertionError | RuntimeException error) {
            throw failure(error);
        }
    }

    private void remember(final String text) {
        last.add(text);
        if (last.size() > 12) {
            last.remove();
        }
    }

    private AssertionError failure(final Throwable cause) {
        return new AssertionError(
                "seed " + seed + " " + limits + " drives " + drives + " rules " + firstRules + "\n"
                        + String.join("\n", last) + "\n" + cause.getMessage(),
                cause);
    }

    private void compareAtOnce() {
        final List<String> ours = commands.naiveLog.drain();
        final List<String> theirs = commands.engineLog.drain();
        if (!ours.equals(theirs)) {
            throw new AssertionError(
                    "naive:\n  " + String.join("\n  ", ours) + "\nengine:\n  " + String.join("\n  ", theirs));
        }
    }

    private void compareStreams() {
        for (final String line : commands.naiveLog.drain()) {
            (isControl(line) ? expectedControls : expected).add(comparable(line));
        }
        for (final String line : commands.engineLog.drain()) {
            remember("    engine: " + line);
            final String naive = (isControl(line) ? expectedControls : expected).poll();
            if (!comparable(line).equals(naive)) {
                throw new AssertionError("naive:\n  " + naive + "\nengine:\n  " + comparable(line));
            }
        }
    }

    private static boolean isControl(final String line) {
        return !line.contains(" s") && !line.startsWith("status") && !line.startsWith("admin");
    }

    /** Without what depends on when a report was made: the owner it goes to, the number of a session's next report. */
    private static String comparable(final String line) {
        if (line.startsWith("bound")) {
            final String[] words = line.split(" ", -1);
            words[7] = "?";
            return String.join(" ", words);
        }
        final int owner = line.indexOf('@');
        return line.startsWith("s", line.indexOf(' ') + 1) && owner > 0
                ? line.substring(0, owner) + line.substring(line.indexOf(' ', owner))
                : line;
    }

    private void finish() {
        try {
            while (commands.engine.isBusy()) {
                commands.engine.goOn();
            }
            compareStreams();
            if (!expected.isEmpty() || !expectedControls.isEmpty()) {
                throw new AssertionError("the engine owes: " + expected + expectedControls);
            }
        } catch (final AssertionError | RuntimeException error) {
            throw failure(error);
        }
        if (longestSide > LONG_SIDE) {
            commands.counts().add("seeds with long sides");
        }
        if (deferred > 0) {
            commands.counts().add("seeds with work carried on");
        }
    }
}
