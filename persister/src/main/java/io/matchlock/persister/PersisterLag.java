package io.matchlock.persister;

/**
 * How far Postgres is behind the log.
 *
 * @param entries of the orders stream that are not in Postgres
 * @param rows folded and waiting to be written
 * @param nanos age of the oldest entry that was read and is not in Postgres, by the gateways' wall clock; 0 if there is none
 * @param committedId packed id of the last entry in Postgres
 * @param committedRows written since the start
 * @param retries of Redis and Postgres since the start
 * @param cacheSkips batches that the status cache did not get
 * @param trouble null, or one sentence on what is being waited for
 */
public record PersisterLag(
        long entries,
        long rows,
        long nanos,
        long committedId,
        long committedRows,
        long retries,
        long cacheSkips,
        String trouble) {}
