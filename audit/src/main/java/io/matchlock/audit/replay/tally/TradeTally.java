package io.matchlock.audit.replay.tally;

/** Trades, counted and summed up. One thread. */
public final class TradeTally {
    private long count;
    private long volume;

    /** Nothing yet. */
    public TradeTally() {}

    /**
     * Takes a trade; of one that two reports tell, take one.
     *
     * @param quantity in units of the instrument
     */
    public void add(final long quantity) {
        count++;
        volume += quantity;
    }

    /** {@return the number of trades} */
    public long count() {
        return count;
    }

    /** {@return the sum of their quantities, in units of the instrument} */
    public long volume() {
        return volume;
    }
}
