package io.matchlock.engine.order;

import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.handle.SessionSlot;

/**
 * How a search for a ClOrdID has ended. {@link OrderDirectory#find(int, long, ClOrdIdSearch)} fills it; the call that then adds,
 * renames or removes the order takes it, and need not search again. It is good until the directory changes; the directory
 * refuses an older one.
 */
public final class ClOrdIdSearch {
    private @SessionSlot int session;
    private long clOrdId;
    private @OrderAt long order;
    private int tag;
    private int position;
    private int changes;

    /** Forgets the search, as if it had found nothing. */
    public void clear() {
        session = 0;
        order = 0;
    }

    void end(
            final @SessionSlot int soughtSession,
            final long soughtClOrdId,
            final int soughtTag,
            final int endPosition,
            final @OrderAt long found,
            final int directoryChanges) {
        session = soughtSession;
        clOrdId = soughtClOrdId;
        tag = soughtTag;
        position = endPosition;
        order = found;
        changes = directoryChanges;
    }

    /** The order that it found, 0 for none. */
    @OrderAt
    long order() {
        return order;
    }

    int tag() {
        return tag;
    }

    /** Position in the index: of the entry that was found, or of the empty one at which the search ended. */
    int position() {
        return position;
    }

    /** Throws {@link IllegalStateException} unless a search for this ClOrdID found nothing, and nothing has changed since. */
    void requireFree(final @SessionSlot int ofSession, final long ofClOrdId, final int directoryChanges) {
        if (session != ofSession || clOrdId != ofClOrdId || order != 0) {
            throw new IllegalStateException("the search was not for ClOrdID " + ofClOrdId + ", or found an order");
        }
        requireUnchanged(directoryChanges);
    }

    /** Throws {@link IllegalStateException} if the directory has changed since. */
    void requireUnchanged(final int directoryChanges) {
        if (changes != directoryChanges) {
            throw new IllegalStateException("orders have come or gone since the search for ClOrdID " + clOrdId);
        }
    }
}
