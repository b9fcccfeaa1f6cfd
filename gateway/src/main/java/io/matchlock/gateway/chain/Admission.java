package io.matchlock.gateway.chain;

/**
 * What may be appended, by what the log's memory owes: what is used, and what the orders that are not answered yet, and those
 * that live, can still cause ({@link Owed}). Between two looks at the server's memory goes by what is sent; takes nothing before
 * the first. So whatever was acknowledged can always be executed, journalled and copied. Pure; owned by the loop's thread.
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
    /**
     * Share of memory, used or owed to what is not answered, from which {@link #NOTHING} holds. What living orders may take does
     * not count here: cancels give it back.
     */
    public static final double STOP_MARK = 0.95;

    /** What a stream takes for each byte of its entries; measured: 1.26. */
    private static final double STREAM_OVERHEAD = 1.3;

    private final int writers;
    private long usedBytes;
    private long unansweredBytes;
    private long liveBytes;
    private long maxBytes;
    private long appendedBytes;
    private long askedAtBytes;
    private boolean isKnown;
    private boolean isRefusedByServer;
    private boolean isLessDurable;
    private String alarm;

    /**
     * Nothing is known of the server yet.
     *
     * @param writers of whom each is taken to append as much as this one between two looks at the memory
     */
    public Admission(final int writers) {
        this.writers = writers;
    }

    /**
     * A batch was sent.
     *
     * @param lengthBytes of the entry
     */
    public void onSent(final int lengthBytes) {
        appendedBytes += lengthBytes;
    }

    /** The server was asked for its memory: all that was sent before is in the answer. */
    public void onMemoryAsked() {
        askedAtBytes = appendedBytes;
    }

    /**
     * The server's memory was read.
     *
     * @param used bytes that count towards the limit
     * @param unanswered bytes that what is not answered can still take
     * @param live bytes that the orders that live can still take
     * @param limit the limit in bytes, 0 for none
     */
    public void onMemory(final long used, final long unanswered, final long live, final long limit) {
        isKnown = true;
        maxBytes = limit;
        usedBytes = used;
        unansweredBytes = unanswered;
        liveBytes = live;
        appendedBytes -= askedAtBytes;
        askedAtBytes = 0;
    }

    /**
     * The server's settings were read.
     *
     * @param isDurable whether they still promise what sessions were told
     */
    public void onDurability(final boolean isDurable) {
        isLessDurable = !isDurable;
    }

    /**
     * It was asked whether something is wrong with what the log says.
     *
     * @param reason one sentence, null if all is well
     */
    public void onAlarm(final String reason) {
        alarm = reason;
    }

    /** {@return what is wrong with what the log says, null if all is well} */
    public String alarm() {
        return alarm;
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
        return !isKnown || isRefusedByServer || isLessDurable || alarm != null ? NOTHING : levelByMemory();
    }

    /** {@return whether the server's memory has been read} */
    public boolean isKnown() {
        return isKnown;
    }

    /** {@return whether ticks may be appended, which can cause events that no client has asked for} */
    public boolean hasRoomForTime() {
        return level() < RESERVE;
    }

    /** {@return bytes that count towards the limit, what was sent since they were read included} */
    public long usedBytes() {
        return usedBytes + sentBytes();
    }

    /** {@return bytes that what is acknowledged can still take} */
    public long owedBytes() {
        return liveBytes + unansweredBytes();
    }

    /** {@return the server's limit in bytes, 0 for none, or before it is known} */
    public long maxBytes() {
        return maxBytes;
    }

    /** {@return whether the server takes no append at present} */
    public boolean isRefusedByServer() {
        return isRefusedByServer;
    }

    /** {@return whether the server's settings promise less than sessions were told} */
    public boolean isLessDurable() {
        return isLessDurable;
    }

    private int levelByMemory() {
        if (share(usedBytes() + unansweredBytes()) >= STOP_MARK) {
            return NOTHING;
        }
        final double all = share(usedBytes() + owedBytes());
        if (all >= RESERVE_MARK) {
            return RESERVE;
        }
        if (all >= CANCEL_MARK) {
            return CANCELS_ONLY;
        }
        return all >= REFUSE_MARK ? REFUSE_NEW : ALL;
    }

    private long unansweredBytes() {
        return unansweredBytes + Owed.AMPLIFICATION * sentBytes();
    }

    private long sentBytes() {
        return (long) (writers * STREAM_OVERHEAD * appendedBytes);
    }

    private double share(final long bytes) {
        return maxBytes == 0 ? 0 : (double) bytes / maxBytes;
    }
}
