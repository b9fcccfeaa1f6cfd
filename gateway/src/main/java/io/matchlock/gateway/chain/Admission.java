package io.matchlock.gateway.chain;

/**
 * What may be appended, by what the log's memory owes: what is used, and what the orders that are not answered yet can still
 * cause ({@link Owed}). So whatever was acknowledged can always be executed, journalled and copied. Pure; owned by the loop's
 * thread.
 */
public final class Admission {
    /** Everything. */
    public static final int ALL = 0;
    /** New orders and replaces are appended as short refusals, the rest as it comes. */
    public static final int REFUSE_NEW = 1;
    /** New orders and replaces are not applied, the rest is appended. */
    public static final int CANCELS_ONLY = 2;
    /** Cancels and logons are appended, out of a reserve; no ticks. */
    public static final int RESERVE = 3;
    /** Nothing: what is left belongs to events, operators and fences. */
    public static final int NOTHING = 4;

    /** Share of memory from which {@link #REFUSE_NEW} holds. */
    public static final double REFUSE_MARK = 0.70;
    /** Share of memory from which {@link #CANCELS_ONLY} holds. */
    public static final double CANCEL_MARK = 0.80;
    /** Share of memory from which {@link #RESERVE} holds. */
    public static final double RESERVE_MARK = 0.85;
    /** Share of memory, used and not only owed, from which {@link #NOTHING} holds. */
    public static final double STOP_MARK = 0.95;

    private int level;
    private boolean isRefusedByServer;
    private boolean isLessDurable;

    /**
     * The server's memory was read.
     *
     * @param usedBytes that count towards the limit
     * @param owedBytes that what is acknowledged can still take
     * @param maxBytes the limit, 0 for none
     */
    public void onMemory(final long usedBytes, final long owedBytes, final long maxBytes) {
        final double used = maxBytes == 0 ? 0 : (double) usedBytes / maxBytes;
        final double share = maxBytes == 0 ? 0 : (double) (usedBytes + owedBytes) / maxBytes;
        if (used >= STOP_MARK) {
            level = NOTHING;
        } else if (share >= RESERVE_MARK) {
            level = RESERVE;
        } else if (share >= CANCEL_MARK) {
            level = CANCELS_ONLY;
        } else {
            level = share >= REFUSE_MARK ? REFUSE_NEW : ALL;
        }
    }

    /**
     * The server's settings were read.
     *
     * @param isDurable whether they still promise what sessions were told
     */
    public void onDurability(final boolean isDurable) {
        isLessDurable = !isDurable;
    }

    /** The server has refused an append. */
    public void onRefused() {
        isRefusedByServer = true;
    }

    /** The server has taken an append. */
    public void onStored() {
        isRefusedByServer = false;
    }

    /** {@return one of the levels, {@link #ALL} to {@link #NOTHING}} */
    public int level() {
        return isRefusedByServer || isLessDurable ? NOTHING : level;
    }

    /** {@return whether ticks and other records that nobody waits for may be appended} */
    public boolean hasRoomForTime() {
        return level() < RESERVE;
    }

    /** {@return whether the server takes no append at present} */
    public boolean isRefusedByServer() {
        return isRefusedByServer;
    }

    /** {@return whether the server's settings promise less than sessions were told} */
    public boolean isLessDurable() {
        return isLessDurable;
    }
}
