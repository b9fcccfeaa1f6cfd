package io.matchlock.bench.flow;

/** The side of the last order of each id, in an open table that grows. Ids are any. For one thread. */
final class OrderSides {
    private static final int INITIAL_SLOTS = 1 << 12;
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private static final byte FREE = 0;
    private static final byte BUY = 1;
    private static final byte SELL = 2;

    private long[] ids = new long[INITIAL_SLOTS];
    private byte[] sides = new byte[INITIAL_SLOTS];
    private int used;

    void put(final long id, final boolean isBuy) {
        if (2 * used >= ids.length) {
            grow();
        }
        final int slot = slot(id);
        used += sides[slot] == FREE ? 1 : 0;
        ids[slot] = id;
        sides[slot] = isBuy ? BUY : SELL;
    }

    /** Whether there was an order of that id, and the last one was on the other side. */
    boolean isOther(final long id, final boolean isBuy) {
        return sides[slot(id)] == (isBuy ? SELL : BUY);
    }

    private int slot(final long id) {
        final int mask = ids.length - 1;
        int slot = (int) ((id * MIX) >>> Integer.SIZE) & mask;
        while (sides[slot] != FREE && ids[slot] != id) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        final long[] oldIds = ids;
        final byte[] oldSides = sides;
        ids = new long[2 * oldIds.length];
        sides = new byte[2 * oldIds.length];
        for (int i = 0; i < oldIds.length; i++) {
            if (oldSides[i] != FREE) {
                final int slot = slot(oldIds[i]);
                ids[slot] = oldIds[i];
                sides[slot] = oldSides[i];
            }
        }
    }
}
