package io.matchlock.audit.auditor.log;

import io.matchlock.audit.auditor.store.Findings;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import java.util.List;

/**
 * Reads both streams side by side, from the first entry to the one that was last when it began. It hands each entry
 * to a replay, and shows the sound ones to visitors. One thread.
 */
public final class LogWalk {
    private final LogSource log;
    private final LogReplay replay;
    private final List<EntryVisitor> visitors;
    private final Findings findings;
    private final StreamWalk orders;
    private final StreamWalk events;
    private final OrdersEntryDecoder cause = new OrdersEntryDecoder();
    private final EventsEntryDecoder effect = new EventsEntryDecoder();
    private long entries;

    /**
     * A walk that has not begun.
     *
     * @param log to walk
     * @param replay of it
     * @param visitors who are shown each entry, in this order
     * @param findings to add to
     */
    public LogWalk(
            final LogSource log, final LogReplay replay, final List<EntryVisitor> visitors, final Findings findings) {
        this.log = log;
        this.replay = replay;
        this.visitors = visitors;
        this.findings = findings;
        orders = new StreamWalk(log::readOrders);
        events = new StreamWalk(log::readEvents);
    }

    /**
     * Walks.
     *
     * @param last the entry to end with, packed
     */
    public void run(final long last) {
        try {
            walk(last);
        } catch (final LogCorruptException e) {
            findings.different("the log can't be read: " + e.getMessage());
        }
    }

    /** {@return how many entries there were, in each stream} */
    public long entries() {
        return entries;
    }

    private void walk(final long last) {
        long position = EntryId.NONE;
        while (position < last) {
            if (!orders.next(position)) {
                findings.lost("orders entry " + EntryId.format(EntryId.next(position)) + " is missing");
                return;
            }
            if (!events.next(position)) {
                findings.lost("events entry " + EntryId.format(orders.id()) + " is missing");
                return;
            }
            compare();
            position = orders.id();
            entries++;
        }
        if (events.next(position) && log.lastOrdersId() == last) {
            findings.different("the events stream goes on beyond " + EntryId.format(last));
        }
    }

    private void compare() {
        final long id = orders.id();
        final String ordersFault = cause.wrap(orders.buffer(), orders.offset(), orders.length());
        final String eventsFault = effect.wrap(events.buffer(), events.offset(), events.length());
        if (ordersFault != null) {
            findings.different("orders entry " + EntryId.format(id) + " is corrupt: " + ordersFault);
        }
        if (eventsFault != null) {
            findings.different("events entry " + EntryId.format(events.id()) + " is corrupt: " + eventsFault);
        }
        replay.onEntry(id, orders, events);
        if (ordersFault != null || eventsFault != null) {
            return;
        }
        if (events.id() != id || effect.causeId() != id || effect.causeCrc() != cause.crc()) {
            findings.different(
                    "events entry " + EntryId.format(events.id()) + " is not the effect of " + EntryId.format(id));
            return;
        }
        for (final EntryVisitor visitor : visitors) {
            cause.rewind();
            effect.rewind();
            visitor.onEntry(id, cause, effect);
        }
    }
}
