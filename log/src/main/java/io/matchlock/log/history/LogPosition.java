package io.matchlock.log.history;

/**
 * How far somebody has come in a log, and what tells this log from one that has gone another way up to the same id.
 *
 * @param id of the last entry, packed; {@code EntryId.NONE} for none
 * @param chainHash over all orders entries up to that one
 * @param server whose log has these, see {@link LogHistory#server}
 */
public record LogPosition(long id, long chainHash, long server) {}
