package io.matchlock.audit.replay.lobster;

import io.matchlock.audit.replay.lobster.MessageFile.Row;
import io.matchlock.audit.replay.record.RecordException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.Long2LongHashMap;

/**
 * What a first reading of a message file tells of orders whose begin or end it doesn't tell.
 *
 * <p>Early orders have rows, but none of their submission: they rested before the file begins, or were submitted deeper than its
 * levels. Their rows tell side and price, and the sum of their sizes is the least that they had. Ids grow with the time of submission,
 * so an order is there before the first row with a higher id, and in the queue where its id puts it.
 *
 * <p>Of an order that is never used up, the last row is known. One thread.
 */
final class OrderCensus {
    private static final long NONE = Long.MIN_VALUE;

    private final Long2LongHashMap leaves = new Long2LongHashMap(NONE);
    private final Long2LongHashMap lastRows = new Long2LongHashMap(NONE);
    private final TreeMap<Long, Row> early = new TreeMap<>();
    private long firstSubmitted = NONE;
    private boolean isWhole = true;

    private OrderCensus() {}

    /** Reads the whole file once, or as far as it can be read: the second reading tells why. */
    static OrderCensus of(final Path path) {
        final OrderCensus census = new OrderCensus();
        try (MessageFile file = new MessageFile(path)) {
            census.read(file);
        }
        return census;
    }

    private void read(final MessageFile file) {
        try {
            for (Row row = file.next(); row != null; row = file.next()) {
                if (row.isOfBook()) {
                    read(row);
                }
            }
        } catch (final RecordException e) {
            isWhole = false;
        }
    }

    private void read(final Row row) {
        final long left = leaves.get(row.id());
        if (row.type() == MessageFile.NEW) {
            firstSubmitted = firstSubmitted == NONE ? row.id() : firstSubmitted;
            keep(row, row.size());
        } else if (left == NONE) {
            early.merge(row.id(), row, OrderCensus::sum);
        } else if (row.type() != MessageFile.DELETED && left > row.size()) {
            keep(row, left - row.size());
        } else {
            leaves.remove(row.id());
            lastRows.remove(row.id());
        }
    }

    private void keep(final Row row, final long left) {
        leaves.put(row.id(), left);
        lastRows.put(row.id(), row.number());
    }

    private static Row sum(final Row order, final Row row) {
        return new Row(
                order.number(),
                order.timeMs(),
                order.type(),
                order.id(),
                order.size() + row.size(),
                order.price(),
                order.side());
    }

    /** Takes the first order that is there before a row; null if there is none left. */
    Row poll(final Row row) {
        final long newest = row.isOfBook() ? Math.max(row.id(), firstSubmitted) : firstSubmitted;
        final Map.Entry<Long, Row> first = early.firstEntry();
        return first == null || first.getKey() > newest
                ? null
                : early.pollFirstEntry().getValue();
    }

    /** Number of the last row of an order that is never used up, {@link Long#MAX_VALUE} for any other of the file. */
    long lastRow(final long id) {
        final long row = lastRows.get(id);
        return row == NONE || !isWhole ? Long.MAX_VALUE : row;
    }
}
