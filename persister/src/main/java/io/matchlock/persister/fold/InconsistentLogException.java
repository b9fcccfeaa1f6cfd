package io.matchlock.persister.fold;

import io.matchlock.protocol.log.EntryId;

/** An orders entry and its events entry do not fit together, or not to what came before: the persister must halt. */
public final class InconsistentLogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Names the entry.
     *
     * @param entryId packed
     * @param what is wrong with it
     */
    public InconsistentLogException(final long entryId, final String what) {
        super("entry " + EntryId.format(entryId) + ": " + what);
    }
}
