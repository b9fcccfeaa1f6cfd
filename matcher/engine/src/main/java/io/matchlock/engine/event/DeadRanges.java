package io.matchlock.engine.event;

import io.matchlock.engine.handle.SessionSlot;
import io.matchlock.engine.party.DeadNumbers;

/** A view of those client numbers of a session that were skipped and will never be applied. */
public final class DeadRanges {
    /** So many ranges are known at most. */
    public static final int MAX = DeadNumbers.MAX_RANGES;

    private final DeadNumbers numbers;
    private @SessionSlot int session;

    /** A view over these numbers; of no session, until it is put on one. */
    public DeadRanges(final DeadNumbers numbers) {
        this.numbers = numbers;
    }

    /** Puts the view on a session. */
    public DeadRanges of(final @SessionSlot int viewed) {
        session = viewed;
        return this;
    }

    /** How many ranges are known. */
    public int count() {
        return numbers.ranges(session);
    }

    /** First number of a range, by its index from 0; in no order. */
    public long from(final int index) {
        return numbers.from(session, index);
    }

    /** The number behind a range. */
    public long to(final int index) {
        return numbers.to(session, index);
    }

    /** Of numbers below nothing is known that is not in a range; 0 if all is known. */
    public long unknownTo() {
        return numbers.unknownTo(session);
    }
}
