package io.matchlock.audit.replay.venue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** LOBSTER's two files. Events deeper than the levels are left out, as LOBSTER does. */
public final class LobsterTape implements Tape {
    private final ReferenceVenue venue;
    private final int levels;
    public final List<String> messages = new ArrayList<>();
    public final List<String> books = new ArrayList<>();

    public LobsterTape(final ReferenceVenue venue, final int levels) {
        this.venue = venue;
        this.levels = levels;
    }

    @Override
    public void onNew(final RestingOrder order) {
        write(1, order, order.leaves);
    }

    @Override
    public void onReduced(final RestingOrder order, final long size) {
        write(2, order, size);
    }

    @Override
    public void onDeleted(final RestingOrder order) {
        write(3, order, order.leaves);
    }

    @Override
    public void onExecuted(final RestingOrder order, final long size) {
        write(4, order, size);
    }

    @Override
    public void onReplaceBegun(final RestingOrder old) {
        onDeleted(old);
    }

    @Override
    public void onReplaced(final RestingOrder old, final RestingOrder order) {
        onNew(order);
    }

    @Override
    public void onHidden(final RestingOrder near, final long size) {
        switch ((int) (near.id % 20)) {
            case 0 -> write(6, -1, size, near.price, -1);
            case 1 -> write(7, 0, 0, -1, -1);
            default -> write(5, 0, size, near.price, 1);
        }
    }

    private void write(final int type, final RestingOrder order, final long size) {
        if (venue.depth(order.isBuy, order.price) < levels) {
            write(type, order.id, size, order.price, order.isBuy ? 1 : -1);
        }
    }

    private void write(final int type, final long id, final long size, final long price, final int direction) {
        final String time = String.format(Locale.ROOT, "%.9f", 34_200 + messages.size() * 0.000_012_345);
        messages.add(time + "," + type + "," + id + "," + size + "," + price + "," + direction);
        final StringBuilder row = new StringBuilder();
        final long[][] asks = venue.levels(false, levels);
        final long[][] bids = venue.levels(true, levels);
        for (int i = 0; i < levels; i++) {
            append(row, asks[i], 9_999_999_999L);
            append(row, bids[i], -9_999_999_999L);
        }
        books.add(row.substring(1));
    }

    private static void append(final StringBuilder row, final long[] level, final long none) {
        row.append(',').append(level[1] == 0 ? none : level[0]).append(',').append(level[1]);
    }
}
