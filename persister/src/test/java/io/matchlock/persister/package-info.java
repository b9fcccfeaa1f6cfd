/**
 * Would catch: a row that is missing, twice or wrong after Redis, Postgres or an answer was lost, a checkpoint that moved without its
 * rows, and a ledger that is continued from a log that is not its own. From a real Redis to a real Postgres.
 */
package io.matchlock.persister;
