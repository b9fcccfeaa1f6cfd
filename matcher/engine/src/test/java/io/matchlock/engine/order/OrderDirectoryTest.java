package io.matchlock.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
 * Table and directory against maps by order id and by name, which is session and ClOrdID. It would catch an order that is not
 * found, or found once it is gone or has another name, one that shares its slot, fields that overlap, and a search that is taken
 * though orders have come or gone since.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OrderDirectoryTest {
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

    /** Two ClOrdIDs whose searches begin at one entry: what ends there leaves a gap before where the second search ended. */
    @Test
    void shouldRefuseASearchThatWasBeforeAnotherOrderEnded() {
        final Regions regions = new Regions();
        final OrderTable orders = new OrderTable(4, regions);
        final OrderDirectory directory = new OrderDirectory(4, orders, regions);
        final long first = 1;
        long second = 2;
        while (directory.homeAddress(1, second) != directory.homeAddress(1, first)) {
            second++;
        }
        final long ends = orders.take(1, first, 1, 1, 1, 0);
        final ClOrdIdSearch search = new ClOrdIdSearch();
        directory.find(1, first, search);
        directory.add(ends, search);
        directory.find(1, second, search);
        directory.remove(ends);
        final long order = orders.take(2, second, 1, 1, 1, 0);
        assertThrows(IllegalStateException.class, () -> directory.add(order, search));
        directory.find(1, second, search);
        directory.add(order, search);
        assertEquals(order, directory.find(1, second, search));
    }

    @Test
    void shouldRefuseASearchOfAnotherOrder() {
        final Regions regions = new Regions();
        final OrderTable orders = new OrderTable(4, regions);
        final OrderDirectory directory = new OrderDirectory(4, orders, regions);
        final long order = orders.take(1, 7, 1, 1, 1, 0);
        final ClOrdIdSearch search = new ClOrdIdSearch();
        directory.find(2, 7, search);
        assertThrows(IllegalStateException.class, () -> directory.add(order, search));
        directory.find(1, 8, search);
        assertThrows(IllegalStateException.class, () -> directory.add(order, search));
        directory.find(1, 7, search);
        directory.add(order, search);
        directory.find(1, 7, search);
        assertThrows(IllegalStateException.class, () -> directory.rename(order, 7, search));
    }

    @Test
    void shouldRefuseToRemoveByASearchThatWasBeforeAnotherOrderCame() {
        final Regions regions = new Regions();
        final OrderTable orders = new OrderTable(4, regions);
        final OrderDirectory directory = new OrderDirectory(4, orders, regions);
        final ClOrdIdSearch search = new ClOrdIdSearch();
        final long order = orders.take(1, 1, 1, 1, 1, 0);
        directory.find(1, 1, search);
        directory.add(order, search);
        final ClOrdIdSearch found = new ClOrdIdSearch();
        directory.find(1, 1, found);
        directory.find(1, 2, search);
        directory.add(orders.take(2, 2, 1, 1, 1, 0), search);
        assertThrows(IllegalStateException.class, () -> directory.remove(order, found));
        directory.find(1, 1, found);
        directory.remove(order, found);
        assertEquals(0, directory.find(1, 1, search));
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
                final Regions regions = new Regions();
                final OrderTable orders = new OrderTable(4, regions);
                final OrderDirectory directory = new OrderDirectory(4, orders, regions);
                final ClOrdIdSearch search = new ClOrdIdSearch();
                final long order = orders.take(1, other.clOrdId, 1, other.session, 1, 0);
                directory.find(other.session, other.clOrdId, search);
                directory.add(order, search);
                assertEquals(0, directory.find(name.session, name.clOrdId, search));
                assertEquals(order, directory.find(other.session, other.clOrdId, search));
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
        private final ClOrdIdSearch search = new ClOrdIdSearch();
        private OrderTable orders;
        private OrderDirectory directory;

        Mapped(final Random random, final int capacity) {
            super(random, capacity);
        }

        @Override
        protected void make(final Regions inRegions) {
            orders = new OrderTable(capacity, inRegions);
            directory = new OrderDirectory(capacity, orders, inRegions);
        }

        @Override
        protected void emptied() {
            byOrderId.clear();
            byName.clear();
        }

        /** Other searches come in between, so that no step can rely on the one before. */
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
            final boolean isOld = lookAndPerhapsChange(name);
            final long order = take(name);
            if (isOld) {
                assertThrows(IllegalStateException.class, () -> directory.add(order, search));
                look(name);
            }
            directory.add(order, search);
            byName.put(name, lastId);
        }

        private void add(final Name name, final ClOrdIdSearch by) {
            final long order = take(name);
            directory.find(name.session, name.clOrdId, by);
            directory.add(order, by);
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
            final long order = orders.at(entered.slot);
            search.clear();
            if (random.nextBoolean()) {
                look(entered.name, order);
            }
            if (random.nextBoolean()) {
                directory.remove(order, search);
            } else {
                directory.remove(order);
            }
            orders.give(order);
            assertEquals(0, directory.find(orderId));
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
            final boolean isOld = lookAndPerhapsChange(name);
            final Entered old = byOrderId.get(orderId);
            final long order = orders.at(old.slot);
            if (isOld) {
                assertThrows(IllegalStateException.class, () -> directory.rename(order, name.clOrdId, search));
                look(name);
            }
            directory.rename(order, name.clOrdId, search);
            byName.remove(old.name);
            byName.put(name, orderId);
            byOrderId.put(orderId, new Entered(old.slot, name, old.quantity, old.position, old.kind));
            look(old.name);
        }

        /** Searches for a name. Returns whether another order has come since, or has changed its name. */
        private boolean lookAndPerhapsChange(final Name name) {
            look(name);
            return switch (random.nextInt(4)) {
                case 0 -> renameAnother(name);
                case 1 -> enterAnother(name);
                default -> false;
            };
        }

        private boolean enterAnother(final Name name) {
            final Name other = anyName();
            if (byOrderId.size() + 1 >= capacity || other.equals(name) || byName.containsKey(other)) {
                return false;
            }
            add(other, new ClOrdIdSearch());
            return true;
        }

        private boolean renameAnother(final Name name) {
            if (byOrderId.size() < 2) {
                return false;
            }
            final long orderId = byOrderId.firstKey();
            final Entered entered = byOrderId.get(orderId);
            final Name other = new Name(entered.name.session, anyName().clOrdId);
            if (other.equals(name) || byName.containsKey(other)) {
                return false;
            }
            final ClOrdIdSearch by = new ClOrdIdSearch();
            directory.find(other.session, other.clOrdId, by);
            directory.rename(orders.at(entered.slot), other.clOrdId, by);
            byName.remove(entered.name);
            byName.put(other, orderId);
            byOrderId.put(orderId, new Entered(entered.slot, other, entered.quantity, entered.position, entered.kind));
            return true;
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
            assertEquals(expected, directory.find(name.session, name.clOrdId, search), () -> "by name " + name);
        }

        @Override
        protected void compare() {
            assertEquals(byOrderId.size(), orders.live());
            byOrderId.forEach((orderId, entered) -> {
                final long order = orders.at(entered.slot);
                assertEquals(order, directory.find(orderId), "by order id");
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
            assertEquals(0, directory.find(lastId + 1));
            assertEquals(0, directory.find(EDGES[2 + random.nextInt(3)]));
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
