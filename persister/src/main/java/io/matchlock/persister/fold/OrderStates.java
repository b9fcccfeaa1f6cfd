package io.matchlock.persister.fold;

import io.matchlock.persister.day.DayIndex;
import io.matchlock.persister.rows.CopyBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.Long2LongHashMap;

/**
 * The orders that a batch touches: those new in it, whose ids are dense, and older ones that it changes. States are
 * pooled: once warm nothing is allocated. One thread.
 */
final class OrderStates {
    private static final long NONE = -1L;

    private final List<OrderState> created = new ArrayList<>();
    private final List<OrderState> changed = new ArrayList<>();
    private final IntArrayList changedDays = new IntArrayList();
    private final Long2LongHashMap changedIndex;
    private int createdCount;
    private int changedCount;
    private long firstCreated;

    /** Empty; {@code changesExpected} is no bound. */
    OrderStates(final int changesExpected) {
        changedIndex = new Long2LongHashMap(changesExpected, 0.55f, NONE);
    }

    void clear() {
        createdCount = 0;
        changedCount = 0;
        changedIndex.clear();
        changedDays.clear();
    }

    /** On which the older orders were entered, each once. */
    IntArrayList changedDays() {
        return changedDays;
    }

    int createdCount() {
        return createdCount;
    }

    int changedCount() {
        return changedCount;
    }

    /** A state for an order that the entry created; its id must follow the last one's. */
    OrderState create(final long orderId, final long entryId, final int day) {
        if (createdCount == 0) {
            firstCreated = orderId;
        }
        final OrderState state = pooled(created, createdCount++);
        state.reset(orderId, entryId, day);
        state.isCreated = true;
        return state;
    }

    /** The state of an order that is there already: of this batch, or older. */
    OrderState find(final long orderId, final long entryId, final DayIndex days) {
        final OrderState state = createdCount > 0 && orderId >= firstCreated
                ? newOrder(orderId, entryId)
                : older(orderId, entryId, days);
        state.lastEntryId = entryId;
        return state;
    }

    /** Returns whether the rows have the columns that few orders need: only where one of these needs them. */
    boolean writeCreated(final CopyBuffer rows) {
        final boolean withDetails = haveDetails(created, createdCount);
        for (int i = 0; i < createdCount; i++) {
            created.get(i).writeOrder(rows, withDetails);
        }
        return withDetails;
    }

    /** Returns whether the rows have the columns that few changes need: a replace may take details away. */
    boolean writeChanged(final CopyBuffer rows) {
        final boolean withDetails = haveDetails(changed, changedCount);
        for (int i = 0; i < changedCount; i++) {
            changed.get(i).writeChange(rows, withDetails);
        }
        return withDetails;
    }

    private static boolean haveDetails(final List<OrderState> states, final int count) {
        for (int i = 0; i < count; i++) {
            if (states.get(i).needsDetails()) {
                return true;
            }
        }
        return false;
    }

    void forEach(final Consumer<OrderState> consumer) {
        created.subList(0, createdCount).forEach(consumer);
        changed.subList(0, changedCount).forEach(consumer);
    }

    private OrderState newOrder(final long orderId, final long entryId) {
        final long index = orderId - firstCreated;
        if (index >= createdCount) {
            throw new InconsistentLogException(entryId, "a report names order " + orderId + ", which is not there yet");
        }
        return created.get((int) index);
    }

    private OrderState older(final long orderId, final long entryId, final DayIndex days) {
        final long index = changedIndex.get(orderId);
        if (index != NONE) {
            return changed.get((int) index);
        }
        final OrderState state = pooled(changed, changedCount);
        changedIndex.put(orderId, changedCount++);
        final int day = days.of(orderId);
        state.reset(orderId, entryId, day);
        if (!changedDays.containsInt(day)) {
            changedDays.addInt(day);
        }
        return state;
    }

    private static OrderState pooled(final List<OrderState> pool, final int index) {
        if (index == pool.size()) {
            pool.add(new OrderState());
        }
        return pool.get(index);
    }
}
