package io.matchlock.log.history;

/**
 * A place in a log that somebody has seen, and what tells it from the same place in a log that has gone another way.
 *
 * @param id of the last entry, packed; {@code EntryId.NONE} for none
 * @param chainHash over all orders entries up to that one
 * @param server whose log has these, see {@link LogHistory#server}
 */
public record LogPosition(long id, long chainHash, long server) {}
