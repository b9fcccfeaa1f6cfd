package io.matchlock.audit.replay.venue;

/** Writes down what a {@link ReferenceVenue} does, each call after its book has changed. */
public interface Tape {
    /** Submitted. */
    void onNew(RestingOrder order);

    /** Taken back in part. */
    void onReduced(RestingOrder order, long size);

    /** Taken back; leaves are those it had. */
    void onDeleted(RestingOrder order);

    /** Executed by an aggressor; leaves are those it has. */
    void onExecuted(RestingOrder order, long size);

    /** Taken back, to be submitted anew; leaves are those it had. */
    void onReplaceBegun(RestingOrder old);

    /** Submitted in the place of the other. */
    void onReplaced(RestingOrder old, RestingOrder order);

    /** Something that doesn't concern the visible book. */
    void onHidden(RestingOrder near, long size);
}
