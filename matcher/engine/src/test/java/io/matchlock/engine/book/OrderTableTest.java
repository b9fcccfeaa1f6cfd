package io.matchlock.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.engine.store.Regions;
import io.matchlock.engine.store.SeededTwins;
import io.matchlock.engine.store.SlotIndex;
import io.matchlock.engine.store.Twin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table against maps by order id and by name. It would catch an order that is not found, or found once it is gone or has
 * another name, one that shares its slot, fields that overlap, and a result that depends on which search came before.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OrderTableTest {
    @ParameterizedTest
    @MethodSource(SeededTwins.SEEDS)
    void shouldHoldWhatMapsHold(final long seed) {
        SeededTwins.small(seed, Mapped::new);
    }

    @ParameterizedTest
    @MethodSource(SeededTwins.SEEDS)
    void shouldHoldWhatLargeMapsHold(final long seed) {
        SeededTwins.large(seed, Mapped::new);
    }

    @Test
    void shouldNotTrustASearchThatWasBeforeAnotherOrderEnded() {
        final OrderTable orders = new OrderTable(4, new Regions());
        final long first = 1;
        long second = 2;
        while (orders.place(1, second) != orders.place(1, first)) {
            second++;
        }
        final long ends = orders.take(1, first, 1, 1, 1, 0);
        orders.index(ends);
        assertEquals(0, orders.find(1, second));
        orders.unindex(ends);
        final long order = orders.take(2, second, 1, 1, 1, 0);
        orders.index(order);
        assertEquals(order, orders.find(1, second));
    }

    @Test
    void shouldTellNamesApartWhoseTagsAreTheSame() {
        final SlotIndex names = new SlotIndex("names", 4, new Regions());
        final Map<Integer, Name> byTag = new HashMap<>();
        for (int found = 0, number = 1; found < 4; number++) {
            final Name name = found % 2 == 0 ? new Name(number, 7) : new Name(1, number * 1_000_003L);
            final Name other = byTag.put(names.tag(name.session, name.clOrdId), name);
            if (other != null) {
                found++;
                final OrderTable orders = new OrderTable(4, new Regions());
                final long order = orders.take(1, other.clOrdId, 1, other.session, 1, 0);
                orders.index(order);
                assertEquals(0, orders.find(name.session, name.clOrdId));
                assertEquals(order, orders.find(other.session, other.clOrdId));
                byTag.clear();
            }
        }
    }

    private record Name(int session, long clOrdId) {}

    private record Entered(int slot, Name name, long quantity, int position, int kind) {}

    private static final class Mapped extends Twin {
        private static final long[] EDGES = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE};
        private static final int POSITIONS = 1 << 24;
        private static final int KINDS = 1 << 6;

        private final TreeMap<Long, Entered> byOrderId = new TreeMap<>();
        private final Map<Name, Long> byName = new HashMap<>();
        private long lastId;
        private OrderTable orders;

        Mapped(final Random random, final int capacity) {
            super(random, capacity);
        }

        @Override
        protected void make(final Regions inRegions) {
            orders = new OrderTable(capacity, inRegions);
        }

        @Override
        protected void emptied() {
            byOrderId.clear();
            byName.clear();
        }

        /** New ones: it remembers where a search ended, which zeroed regions it has not searched would belie. */
        @Override
        protected void zero() {
            regions = new Regions();
            make(regions);
            emptied();
        }

        /** Searches come in between, so that no step can rely on the one before. */
        @Override
        protected void step() {
            final int what = random.nextInt(200);
            if (what < 40) {
                rename();
            } else if (grows()) {
                enter();
            } else {
                end();
            }
            if (random.nextBoolean()) {
                look(anyName());
            }
        }

        private void enter() {
            assertEquals(byOrderId.size() == capacity, orders.full());
            final Name name = anyName();
            if (orders.full()) {
                isFull();
                passBy(name);
                return;
            }
            if (byName.containsKey(name)) {
                return;
            }
            lookPerhaps(name);
            index(name);
        }

        private void index(final Name name) {
            final long order = take(name);
            orders.index(order);
            byName.put(name, lastId);
        }

        /** One order at hand has a slot though the table is full. */
        private void passBy(final Name name) {
            final long order = take(name);
            orders.give(order);
            byOrderId.remove(lastId);
        }

        private long take(final Name name) {
            lastId += 1 + (random.nextInt(8) == 0 ? random.nextInt(300) : 0);
            final Entered entered =
                    new Entered(0, name, random.nextLong(), random.nextInt(POSITIONS), random.nextInt(KINDS));
            final long order =
                    orders.take(lastId, name.clOrdId, entered.quantity, name.session, entered.position, entered.kind);
            final int slot = orders.slot(order);
            byOrderId.values().forEach(other -> assertEquals(true, other.slot != slot, "a slot of two"));
            byOrderId.put(lastId, new Entered(slot, name, entered.quantity, entered.position, entered.kind));
            return order;
        }

        private void end() {
            if (byOrderId.isEmpty()) {
                isEmpty();
                return;
            }
            final long orderId = anyOrderId();
            final Entered entered = byOrderId.remove(orderId);
            byName.remove(entered.name);
            if (random.nextBoolean()) {
                look(entered.name, orders.at(entered.slot));
            }
            final long order = orders.at(entered.slot);
            orders.unindex(order);
            orders.give(order);
            assertEquals(0, orders.find(orderId));
        }

        private void rename() {
            if (byOrderId.isEmpty()) {
                return;
            }
            final long orderId = anyOrderId();
            final Name name = new Name(byOrderId.get(orderId).name.session, anyName().clOrdId);
            if (byName.containsKey(name)) {
                return;
            }
            lookPerhaps(name);
            final Entered old = byOrderId.get(orderId);
            orders.rename(orders.at(old.slot), name.clOrdId);
            byName.remove(old.name);
            byName.put(name, orderId);
            byOrderId.put(orderId, new Entered(old.slot, name, old.quantity, old.position, old.kind));
            look(old.name);
        }

        /** A search for a name; perhaps another comes, or changes its name, before it is used. */
        private void lookPerhaps(final Name name) {
            if (random.nextInt(4) != 0) {
                look(name);
            }
            switch (random.nextInt(4)) {
                case 0 -> renameAnother(name);
                case 1 -> enterAnother(name);
                default -> {}
            }
        }

        private void enterAnother(final Name name) {
            final Name other = anyName();
            if (byOrderId.size() + 1 < capacity && !other.equals(name) && !byName.containsKey(other)) {
                index(other);
            }
        }

        private void renameAnother(final Name name) {
            if (byOrderId.size() < 2) {
                return;
            }
            final long orderId = byOrderId.firstKey();
            final Entered entered = byOrderId.get(orderId);
            final Name other = new Name(entered.name.session, anyName().clOrdId);
            if (!other.equals(name) && !byName.containsKey(other)) {
                orders.rename(orders.at(entered.slot), other.clOrdId);
                byName.remove(entered.name);
                byName.put(other, orderId);
                byOrderId.put(
                        orderId, new Entered(entered.slot, other, entered.quantity, entered.position, entered.kind));
            }
        }

        private long anyOrderId() {
            final long key = byOrderId.firstKey() + random.nextInt((int) (lastId - byOrderId.firstKey()) + 1);
            return byOrderId.floorKey(key);
        }

        private Name anyName() {
            final long clOrdId = random.nextInt(4) == 0
                    ? EDGES[random.nextInt(EDGES.length)]
                    : random.nextInt(3 * capacity) * (random.nextBoolean() ? 1L : 1L << 40);
            return new Name(1 + random.nextInt(3), clOrdId);
        }

        private void look(final Name name) {
            final Long orderId = byName.get(name);
            look(name, orderId == null ? 0 : orders.at(byOrderId.get(orderId).slot));
        }

        private void look(final Name name, final long expected) {
            assertEquals(expected, orders.find(name.session, name.clOrdId), () -> "by name " + name);
        }

        @Override
        protected void compare() {
            assertEquals(byOrderId.size(), orders.live());
            byOrderId.forEach((orderId, entered) -> {
                final long order = orders.at(entered.slot);
                assertEquals(order, orders.find(orderId), "by order id");
                final List<Long> expected = List.of(
                        orderId,
                        entered.name.clOrdId,
                        entered.quantity,
                        (long) entered.name.session,
                        (long) entered.position,
                        (long) entered.kind);
                assertEquals(expected, fields(order));
            });
            if (random.nextInt(4) == 0) {
                List.copyOf(byName.keySet()).forEach(this::look);
            }
            assertEquals(0, orders.find(lastId + 1));
            assertEquals(0, orders.find(EDGES[2 + random.nextInt(3)]));
        }

        private static List<Long> fields(final long order) {
            final int kind =
                    OrderTable.kind(OrderTable.side(order), OrderTable.ordType(order), OrderTable.timeInForce(order));
            return List.of(
                    OrderTable.orderId(order),
                    OrderTable.clOrdId(order),
                    OrderTable.orderQty(order),
                    (long) OrderTable.session(order),
                    (long) OrderTable.position(order),
                    (long) kind);
        }
    }
}
