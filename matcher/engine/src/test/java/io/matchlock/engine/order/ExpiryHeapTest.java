package io.matchlock.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.engine.store.Regions;
import io.matchlock.engine.store.SeededTwins;
import io.matchlock.engine.store.Twin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The heap against a priority queue. It would catch an order that expires too late or too early, ties that are not by order id,
 * one that is taken out of the middle and leaves the rest in disorder, and a place that an order's details have wrong.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ExpiryHeapTest {
    @ParameterizedTest
    @MethodSource(SeededTwins.SEEDS)
    void shouldSayTheFirstThatAQueueSays(final long seed) {
        SeededTwins.small(seed, Queued::new);
    }

    @ParameterizedTest
    @MethodSource(SeededTwins.SEEDS)
    void shouldSayTheFirstThatALargeQueueSays(final long seed) {
        SeededTwins.large(seed, Queued::new);
    }

    private record Expiring(long expireTimeNs, long orderId, int slot) {}

    private static final class Queued extends Twin {
        private static final int HEAP = 2;

        private final PriorityQueue<Expiring> queue = new PriorityQueue<>(
                Comparator.comparingLong(Expiring::expireTimeNs).thenComparingLong(Expiring::orderId));
        private final List<Expiring> all = new ArrayList<>();
        private final int times;
        private long lastId;
        private OrderTable orders;
        private DetailTable details;
        private ExpiryHeap heap;

        Queued(final Random random, final int capacity) {
            super(random, capacity);
            times = 1 + random.nextInt(3 * capacity);
        }

        @Override
        protected void make(final Regions inRegions) {
            orders = new OrderTable(capacity, inRegions);
            details = new DetailTable(capacity, inRegions);
            assertEquals(HEAP, inRegions.count());
            heap = new ExpiryHeap(capacity, orders, details, inRegions);
        }

        @Override
        protected void emptied() {
            queue.clear();
            all.clear();
        }

        @Override
        protected void step() {
            final int what = random.nextInt(200);
            if (what < 20) {
                change();
            } else if (grows()) {
                add();
            } else if (random.nextBoolean()) {
                expire();
            } else {
                cancel();
            }
            assertEquals(first(), heap.first());
        }

        private long first() {
            return queue.isEmpty() ? 0 : orders.at(queue.peek().slot);
        }

        /** One in eight has details and does not expire. There may be one more than the capacity: the order at hand. */
        private void add() {
            if (all.size() == capacity + 1) {
                isFull();
                return;
            }
            lastId++;
            final long order = orders.take(lastId, lastId, 1, 1, 1, 0);
            final long detail = details.take();
            OrderTable.detail(order, details.slot(detail));
            expires(order, random.nextInt(8) == 0 ? 0 : anyTime());
        }

        private void expires(final long order, final long timeNs) {
            final Expiring expiring = new Expiring(timeNs, OrderTable.orderId(order), orders.slot(order));
            DetailTable.expireTimeNs(details.of(order), timeNs);
            all.add(expiring);
            if (timeNs != 0) {
                queue.add(expiring);
                heap.add(order);
            }
        }

        private long anyTime() {
            return random.nextInt(10) == 0 ? Long.MAX_VALUE - random.nextInt(2) : 1 + random.nextInt(times);
        }

        private void change() {
            if (!all.isEmpty()) {
                final long order = takeOut(random.nextInt(all.size()));
                expires(order, anyTime());
            }
        }

        private void cancel() {
            if (all.isEmpty()) {
                isEmpty();
                return;
            }
            free(takeOut(random.nextInt(all.size())));
        }

        private void expire() {
            if (!queue.isEmpty()) {
                free(takeOut(all.indexOf(queue.peek())));
            }
        }

        private long takeOut(final int index) {
            final Expiring expiring = all.remove(index);
            queue.remove(expiring);
            final long order = orders.at(expiring.slot);
            heap.remove(order);
            assertEquals(0, DetailTable.heapPosition(details.of(order)));
            return order;
        }

        private void free(final long order) {
            details.give(details.of(order));
            orders.give(order);
        }

        @Override
        protected void compare() {
            assertEquals((queue.size() + 1L) * Integer.BYTES, regions.usedBytes(HEAP));
            for (final Expiring expiring : all) {
                final int position = DetailTable.heapPosition(details.of(orders.at(expiring.slot)));
                final boolean expires = expiring.expireTimeNs != 0;
                assertEquals(expires, position > 0 && position <= queue.size());
                assertEquals(
                        expires ? expiring.slot : 0,
                        expires ? regions.region(HEAP).getInt((long) position * Integer.BYTES) : position);
            }
        }
    }
}
