/**
 * Would catch: a cached status that differs from that in Postgres, or belongs to another ledger, and a persister that waits for the
 * cache.
 */
package io.matchlock.persister.status;
