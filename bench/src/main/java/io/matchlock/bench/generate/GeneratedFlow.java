package io.matchlock.bench.generate;

import io.matchlock.bench.engine.BookSize;
import io.matchlock.bench.engine.FlowEngine;
import io.matchlock.bench.flow.FlowBuilder;
import io.matchlock.bench.flow.FlowScan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * A flow made from a seed: 45 % passive orders, 5 % immediate, 5 % that trade and may rest, 40 % cancels of which 2 % come too
 * late, 5 % replaces; spread evenly over its instruments. Each command is run on an engine as soon as it is made, so that the
 * next one knows what rests. Passive orders give way to cancels, or cancels to passive orders, where the number of resting orders
 * would drift by more than 1 %.
 */
public final class GeneratedFlow {
    private static final long MIDDLE = 10_000_000;
    private static final int PERCENT = 100;
    private static final int PASSIVE = 45;
    private static final int IMMEDIATE = PASSIVE + 5;
    private static final int MARKETABLE = IMMEDIATE + 5;
    private static final int CANCELS = MARKETABLE + 40;
    private static final int LATE = 2;
    private static final int MAX_QUANTITY = 100;
    private static final int MAX_TAKEN = 60;
    private static final int MIN_SPREAD = 20;

    private final int instruments;
    private final int resting;
    private final int commands;
    private final double spread;
    private final SplittableRandom random;
    private final FlowBuilder flow;
    private final RestingOrders live;
    private final FlowEngine engine;
    private long lastId;

    /**
     * Nothing is drawn yet.
     *
     * @param instruments how many
     * @param resting how many orders rest, about, all the while
     * @param commands how many follow those that build the books
     * @param seed that the commands follow from
     */
    public GeneratedFlow(final int instruments, final int resting, final int commands, final long seed) {
        this.instruments = instruments;
        this.resting = resting;
        this.commands = commands;
        spread = MIN_SPREAD + Math.sqrt((double) resting / instruments);
        random = new SplittableRandom(seed);
        flow = new FlowBuilder(resting + commands, resting);
        live = new RestingOrders();
        final BitSet symbols = new BitSet();
        symbols.set(0, instruments);
        final FlowScan scan = new FlowScan(symbols, 1, 2 * MIDDLE, 2 * resting, new BitSet());
        engine = new FlowEngine(flow.flow(), scan, BookSize.bound(scan), live);
    }

    /**
     * Draws all commands and writes them.
     *
     * @param file of the flow, made or replaced
     * @throws IOException if it can't be written
     */
    public void write(final Path file) throws IOException {
        for (int index = 0; index < resting; index++) {
            passive();
            engine.apply(index, index + 1);
        }
        for (int index = resting; index < resting + commands; index++) {
            command(balanced(random.nextInt(PERCENT)));
            engine.apply(index, index + 1);
        }
        flow.write(file);
    }

    private int balanced(final int dice) {
        final boolean isPassive = dice < PASSIVE;
        final boolean isCancel = dice >= MARKETABLE && dice < CANCELS;
        if (isPassive && live.count() > resting + resting / PERCENT) {
            return MARKETABLE;
        }
        return isCancel && live.count() < resting - resting / PERCENT ? 0 : dice;
    }

    private void command(final int dice) {
        if (dice < PASSIVE) {
            passive();
        } else if (dice < IMMEDIATE) {
            take(true);
        } else if (dice < MARKETABLE) {
            take(false);
        } else if (dice < CANCELS) {
            cancel();
        } else {
            replace();
        }
    }

    private void passive() {
        final boolean isBuy = random.nextBoolean();
        flow.enter(random.nextInt(instruments), isBuy, false, ++lastId, passivePrice(isBuy), quantity(MAX_QUANTITY));
    }

    private void take(final boolean isImmediate) {
        final boolean isBuy = random.nextBoolean();
        final long price = MIDDLE + (isBuy ? 1 : -1) * (1 + (long) spread);
        flow.enter(random.nextInt(instruments), isBuy, isImmediate, ++lastId, price, quantity(MAX_TAKEN));
    }

    private void cancel() {
        final int order = random.nextInt(PERCENT) < LATE ? live.gone() : live.any(random);
        flow.cancel(live.symbol(order), live.isBuy(order), live.id(order));
    }

    private void replace() {
        final int order = live.any(random);
        final boolean isBuy = live.isBuy(order);
        flow.replace(live.symbol(order), isBuy, live.id(order), passivePrice(isBuy), quantity(MAX_QUANTITY));
    }

    /** Exponentially further from the middle, on the order's own side of it. */
    private long passivePrice(final boolean isBuy) {
        final long distance = 1 + (long) (-spread * Math.log(1 - random.nextDouble()));
        return isBuy ? MIDDLE - distance : MIDDLE + distance;
    }

    private long quantity(final int max) {
        return 1L + random.nextInt(max);
    }
}
