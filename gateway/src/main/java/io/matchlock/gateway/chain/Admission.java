package io.matchlock.gateway.chain;

/** What may be appended at the server's present use of memory. Pure; owned by the loop's thread. */
public final class Admission {
    /** Everything. */
    public static final int ALL = 0;
    /** New orders and replaces are appended as short refusals, the rest as it comes. */
    public static final int REFUSE_NEW = 1;
    /** New orders and replaces are not applied, the rest is appended. */
    public static final int CANCELS_ONLY = 2;
    /** Nothing: what is left belongs to events, operators and fences. */
    public static final int NOTHING = 3;

    /** Share of memory from which {@link #REFUSE_NEW} holds. */
    public static final double REFUSE_MARK = 0.70;
    /** Share of memory from which {@link #CANCELS_ONLY} holds. */
    public static final double CANCEL_MARK = 0.80;
    /** Share of memory from which {@link #NOTHING} holds. */
    public static final double STOP_MARK = 0.85;

    private int level;
    private boolean refusedByServer;

    /**
     * The server's memory was read.
     *
     * @param usedBytes that count towards the limit
     * @param maxBytes the limit, 0 for none
     */
    public void onMemory(final long usedBytes, final long maxBytes) {
        final double share = maxBytes == 0 ? 0 : (double) usedBytes / maxBytes;
        if (share >= STOP_MARK) {
            level = NOTHING;
        } else if (share >= CANCEL_MARK) {
            level = CANCELS_ONLY;
        } else {
            level = share >= REFUSE_MARK ? REFUSE_NEW : ALL;
        }
    }

    /** The server has refused an append. */
    public void onRefused() {
        refusedByServer = true;
    }

    /** The server has taken an append. */
    public void onStored() {
        refusedByServer = false;
    }

    /** {@return one of the levels, {@link #ALL} to {@link #NOTHING}} */
    public int level() {
        return refusedByServer ? NOTHING : level;
    }
}
