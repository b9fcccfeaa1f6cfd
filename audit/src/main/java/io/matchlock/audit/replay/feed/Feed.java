package io.matchlock.audit.replay.feed;

/** A recorded feed of one instrument, read from beginning to end. One thread. */
public interface Feed extends AutoCloseable {
    /** Prices of all feeds here are whole numbers of 10^-4. */
    long PRICE_UNIT = 100_000;

    /**
     * Goes to the next event.
     *
     * @param event to fill in
     * @return false at the end
     * @throws io.matchlock.audit.replay.record.RecordException if the file can't be read
     */
    boolean next(FeedEvent event);

    /**
     * Whether the file ends without telling what became of an order, and tells no more of it.
     *
     * @param orderId of an order that rests; below 0 it isn't one of the feed's own
     * @return whether it is so; a file that is whole has none
     */
    default boolean isForgotten(final long orderId) {
        return false;
    }

    @Override
    void close();
}
