package io.matchlock.audit.replay.venue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/** A naive venue with one book and seeded clients. It shares nothing with the engine or the readers. */
public final class ReferenceVenue {
    private static final long CENT = 100;
    private static final long MIDDLE = 1_000_000;
    private static final int WIDTH_CENTS = 12;
    private static final int LOT = 100;

    private final NavigableMap<Long, List<RestingOrder>> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, List<RestingOrder>> asks = new TreeMap<>();
    private final List<RestingOrder> live = new ArrayList<>();
    private final Random random;
    private final int jumpEvery;
    private long nextId = 1_000;
    private long middle = MIDDLE;
    long executions;
    long executedShares;
    long jumps;

    public ReferenceVenue(final long seed) {
        this(seed, 0);
    }

    /** Every so many executions at a level with two orders or more, the last in the queue is executed: 0 for never. */
    public ReferenceVenue(final long seed, final int jumpEvery) {
        random = new Random(seed);
        this.jumpEvery = jumpEvery;
    }

    public long executions() {
        return executions;
    }

    public long executedShares() {
        return executedShares;
    }

    public long jumps() {
        return jumps;
    }

    public void run(final int steps, final Tape tape) {
        for (int i = 0; i < steps; i++) {
            step(tape);
        }
    }

    private void step(final Tape tape) {
        final int dice = live.isEmpty() ? 0 : random.nextInt(100);
        if (random.nextInt(50) == 0) {
            middle += CENT * (random.nextInt(5) - 2L);
        }
        if (dice < 50) {
            submit(random.nextBoolean(), tape);
        } else if (dice < 62) {
            reduce(pick(), tape);
        } else if (dice < 88) {
            final RestingOrder order = pick();
            remove(order);
            tape.onDeleted(order);
        } else if (dice < 94) {
            replace(pick(), tape);
        } else {
            tape.onHidden(pick(), 1 + random.nextInt(LOT));
        }
    }

    private void submit(final boolean isBuy, final Tape tape) {
        final long away = CENT * (random.nextInt(WIDTH_CENTS) - 2L);
        final long price = isBuy ? middle - away : middle + away;
        final long left = take(isBuy, price, 1 + random.nextInt(8 * LOT), tape);
        if (left > 0) {
            final RestingOrder order = new RestingOrder(nextId++, isBuy, price, left);
            rest(order);
            tape.onNew(order);
        }
    }

    private long take(final boolean isBuy, final long price, final long size, final Tape tape) {
        final NavigableMap<Long, List<RestingOrder>> others = isBuy ? asks : bids;
        long left = size;
        while (left > 0 && !others.isEmpty() && reaches(isBuy, price, others.firstKey())) {
            final RestingOrder resting = next(others.firstEntry().getValue());
            final long size1 = Math.min(left, resting.leaves);
            left -= size1;
            resting.leaves -= size1;
            if (resting.leaves == 0) {
                remove(resting);
            }
            executions++;
            executedShares += size1;
            tape.onExecuted(resting, size1);
        }
        return left;
    }

    private RestingOrder next(final List<RestingOrder> queue) {
        if (jumpEvery == 0 || queue.size() < 2 || executions % jumpEvery != 0) {
            return queue.get(0);
        }
        jumps++;
        return queue.get(queue.size() - 1);
    }

    private static boolean reaches(final boolean isBuy, final long price, final long other) {
        return isBuy ? price >= other : price <= other;
    }

    private void reduce(final RestingOrder order, final Tape tape) {
        if (order.leaves > 1) {
            final long size = 1L + random.nextInt((int) order.leaves - 1);
            order.leaves -= size;
            tape.onReduced(order, size);
        }
    }

    /** To a price of its own side, so that it doesn't trade. */
    private void replace(final RestingOrder old, final Tape tape) {
        final long price = old.price - (old.isBuy ? CENT : -CENT) * random.nextInt(3);
        final RestingOrder order = new RestingOrder(nextId++, old.isBuy, price, 1 + random.nextInt(5 * LOT));
        remove(old);
        tape.onReplaceBegun(old);
        rest(order);
        tape.onReplaced(old, order);
    }

    private RestingOrder pick() {
        return live.get(random.nextInt(live.size()));
    }

    private void rest(final RestingOrder order) {
        side(order.isBuy)
                .computeIfAbsent(order.price, price -> new ArrayList<>())
                .add(order);
        live.add(order);
    }

    private void remove(final RestingOrder order) {
        final NavigableMap<Long, List<RestingOrder>> levels = side(order.isBuy);
        final List<RestingOrder> queue = levels.get(order.price);
        queue.remove(order);
        if (queue.isEmpty()) {
            levels.remove(order.price);
        }
        live.remove(order);
    }

    /** Price and size of a side's levels from the best on; {@code {0, 0}} where there are no more. */
    long[][] levels(final boolean isBuy, final int count) {
        final long[][] levels = new long[count][2];
        int index = 0;
        for (final Map.Entry<Long, List<RestingOrder>> level : side(isBuy).entrySet()) {
            if (index < count) {
                levels[index++] = new long[] {level.getKey(), size(level)};
            }
        }
        return levels;
    }

    /** How many levels of its side are better than a price. */
    int depth(final boolean isBuy, final long price) {
        return side(isBuy).headMap(price, false).size();
    }

    private static long size(final Map.Entry<Long, List<RestingOrder>> level) {
        return level.getValue().stream().mapToLong(order -> order.leaves).sum();
    }

    private NavigableMap<Long, List<RestingOrder>> side(final boolean isBuy) {
        return isBuy ? bids : asks;
    }
}
