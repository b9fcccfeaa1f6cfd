package io.matchlock.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.order.SessionOrders;
import io.matchlock.engine.party.SessionTable;
import io.matchlock.engine.store.Regions;
import io.matchlock.engine.store.SeededTwins;
import io.matchlock.engine.store.Twin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Books against a sorted map of lists for each side. It would catch a level out of order or left behind when empty, an order out
 * of turn, a link that still leads to what is gone, sums that drift, a side that breaks as it becomes a long one or a short one
 * again, and orders that a session has no more.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BooksTest {
    @ParameterizedTest
    @MethodSource(SeededTwins.SEEDS)
    void shouldHoldWhatSortedListsHold(final long seed) {
        SeededTwins.small(seed, Listed::new);
    }

    @ParameterizedTest
    @MethodSource(SeededTwins.SEEDS)
    void shouldHoldWhatLargeSortedListsHold(final long seed) {
        SeededTwins.large(seed, Listed::new);
    }

    private static final class Resting {
        private final int slot;
        private final int side;
        private final int session;
        private long tick;
        private long leavesQty;

        Resting(final int slot, final int side, final int session, final long leavesQty) {
            this.slot = slot;
            this.side = side;
            this.session = session;
            this.leavesQty = leavesQty;
        }
    }

    private static final class Listed extends Twin {
        private static final int INSTRUMENTS = 2;
        private static final int SESSIONS = 3;
        /** Of an instrument with few ticks, and of one with all that there may be. */
        private static final long[] MAX_TICKS = {60, (1L << 48) - 1};

        private final List<TreeMap<Long, List<Resting>>> sides = new ArrayList<>();
        private final List<LinkedHashSet<Resting>> owned = new ArrayList<>();
        private final List<Resting> all = new ArrayList<>();
        private final int maxOrders;
        private final int maxLevels;
        private long lastId;
        private OrderTable orders;
        private SessionTable sessions;
        private SessionOrders sessionOrders;
        private InstrumentTable instruments;
        private Books books;

        Listed(final Random random, final int capacity) {
            super(random, capacity);
            maxOrders = 3 * capacity;
            maxLevels = 2 * capacity;
        }

        @Override
        protected void make(final Regions inRegions) {
            orders = new OrderTable(maxOrders, inRegions);
            sessions = new SessionTable(SESSIONS, inRegions);
            instruments = new InstrumentTable(INSTRUMENTS, inRegions);
            books = new Books(
                    instruments, orders, new LevelTable(maxLevels, inRegions), new PriceTrie(maxLevels, inRegions));
            sessionOrders = new SessionOrders(orders, sessions);
        }

        @Override
        protected void emptied() {
            sides.clear();
            owned.clear();
            all.clear();
            for (int side = 0; side < 4 * INSTRUMENTS; side++) {
                final Comparator<Long> ascending = Comparator.naturalOrder();
                sides.add(new TreeMap<>(isDescending(side) ? ascending.reversed() : ascending));
            }
            for (int session = 1; session <= SESSIONS; session++) {
                sessions.make(sessions.take(), 0, session, new UnsafeBuffer(new byte[16]), 0, 0, 0);
                owned.add(new LinkedHashSet<>());
            }
            for (int instrument = 1; instrument <= INSTRUMENTS; instrument++) {
                instruments.add(instrument, 0);
                instruments.prices(instrument, 1, 1, MAX_TICKS[instrument - 1], 0);
            }
        }

        private static boolean isDescending(final int side) {
            return side % 4 == 0 || side % 4 == 3;
        }

        private static int bookSide(final int side) {
            final int instrument = 1 + side / 4;
            final boolean buy = side % 2 == 0;
            return side % 4 < 2 ? Books.bookSide(instrument, buy) : Books.stopSide(instrument, buy);
        }

        @Override
        protected void step() {
            final int what = random.nextInt(400);
            if (what < 60) {
                reduce();
            } else if (what < 100) {
                requeue();
            } else if (what < 140) {
                move();
            } else if (grows()) {
                enter();
            } else {
                end();
            }
        }

        private void enter() {
            if (orders.full()) {
                isFull();
                return;
            }
            final int session = 1 + random.nextInt(SESSIONS);
            final long quantity = random.nextInt(4) == 0 ? Long.MAX_VALUE : 1 + random.nextInt(100);
            final int side = random.nextInt(3) == 0 ? random.nextInt(sides.size()) : 4 * random.nextInt(INSTRUMENTS);
            final long order = orders.take(++lastId, lastId, quantity, session, 1, 0);
            final Resting resting = new Resting(orders.slot(order), side, session, quantity);
            if (rests(resting)) {
                sessionOrders.add(order);
                owned.get(session - 1).add(resting);
                all.add(resting);
            } else {
                orders.give(order);
            }
        }

        private boolean rests(final Resting resting) {
            final TreeMap<Long, List<Resting>> side = sides.get(resting.side);
            resting.tick = anyTick(resting.side);
            final boolean room = levels() < maxLevels || side.containsKey(resting.tick);
            assertEquals(levels() < maxLevels, books.hasFreeLevel());
            assertEquals(room, books.hasRoom(bookSide(resting.side), resting.tick));
            if (room) {
                books.add(orders.at(resting.slot), bookSide(resting.side), resting.tick);
                side.computeIfAbsent(resting.tick, tick -> new ArrayList<>()).add(resting);
            } else {
                isFull();
            }
            return room;
        }

        private int levels() {
            return sides.stream().mapToInt(TreeMap::size).sum();
        }

        private long anyTick(final int side) {
            final long max = MAX_TICKS[side / 4];
            return switch (random.nextInt(4)) {
                case 0 -> max - random.nextInt(3);
                case 1 -> 1 + (random.nextLong() >>> 1) % max;
                default -> 1 + random.nextInt(60);
            };
        }

        private void end() {
            if (all.isEmpty()) {
                isEmpty();
                return;
            }
            final Resting resting = anyOf();
            all.remove(resting);
            owned.get(resting.session - 1).remove(resting);
            final long order = orders.at(resting.slot);
            takeOut(resting);
            sessionOrders.remove(order);
            orders.give(order);
        }

        private Resting anyOf() {
            return all.get(random.nextInt(all.size()));
        }

        private void takeOut(final Resting resting) {
            books.remove(orders.at(resting.slot));
            final List<Resting> level = sides.get(resting.side).get(resting.tick);
            level.remove(resting);
            if (level.isEmpty()) {
                sides.get(resting.side).remove(resting.tick);
            }
            assertEquals(0, OrderTable.level(orders.at(resting.slot)));
        }

        /** To another price, or to the end of its level. */
        private void move() {
            if (!all.isEmpty() && levels() < maxLevels) {
                final Resting resting = anyOf();
                takeOut(resting);
                assertTrue(rests(resting));
            }
        }

        private void reduce() {
            if (!all.isEmpty()) {
                final Resting resting = anyOf();
                final long less = random.nextInt(4) == 0 ? resting.leavesQty - 1 : random.nextInt(5);
                resting.leavesQty -= less;
                books.reduce(orders.at(resting.slot), less);
            }
        }

        private void requeue() {
            if (!all.isEmpty()) {
                final Resting resting = anyOf();
                final List<Resting> level = sides.get(resting.side).get(resting.tick);
                level.remove(resting);
                level.add(resting);
                books.requeue(orders.at(resting.slot));
            }
        }

        @Override
        protected void compare() {
            for (int side = 0; side < sides.size(); side++) {
                compareSide(side);
            }
            for (int session = 1; session <= SESSIONS; session++) {
                compareSession(session);
            }
            for (int instrument = 1; instrument <= INSTRUMENTS; instrument++) {
                final boolean empty = sides.subList(4 * (instrument - 1), 4 * instrument).stream()
                        .allMatch(TreeMap::isEmpty);
                assertEquals(empty, instruments.tops().isEmpty(instrument));
            }
        }

        private void compareSide(final int side) {
            long level = books.best(bookSide(side));
            int better = 0;
            for (final List<Resting> resting : sides.get(side).values()) {
                assertEquals(resting.get(0).tick, level == 0 ? -1 : Books.tick(level), "tick of side " + side);
                assertEquals(side % 4 >= 2, Books.isStop(level));
                assertEquals(better, LevelTable.better(level));
                assertEquals(resting.stream().mapToLong(r -> r.leavesQty).sum(), Books.quantity(level));
                compareLevel(resting, level);
                better = books.slot(level);
                level = books.worse(level);
            }
            assertEquals(0, level, "side " + side + " goes on");
        }

        private void compareLevel(final List<Resting> expected, final long level) {
            int previous = 0;
            long order = books.first(level);
            for (final Resting resting : expected) {
                assertEquals(resting.slot, order == 0 ? 0 : orders.slot(order), "order in turn");
                assertEquals(resting.leavesQty, OrderTable.leavesQty(order));
                assertEquals(level, books.levelOf(order));
                assertEquals(previous, OrderTable.previous(order));
                previous = resting.slot;
                order = orders.after(order);
            }
            assertEquals(0, order, "a level goes on");
            assertEquals(previous, LevelTable.tail(level));
        }

        private void compareSession(final int session) {
            int previous = 0;
            int slot = sessions.firstOrder(session);
            for (final Resting resting : owned.get(session - 1)) {
                assertEquals(resting.slot, slot, "order of session " + session);
                assertEquals(previous, OrderTable.sessionPrevious(orders.at(slot)));
                previous = slot;
                slot = OrderTable.sessionNext(orders.at(slot));
            }
            assertEquals(0, slot, "a session goes on");
            assertEquals(previous, sessions.lastOrder(session));
        }
    }
}
