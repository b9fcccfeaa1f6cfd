/**
 * The ledger in Postgres: the tables, the rows by COPY, the checkpoint's row. No row is written here outside a transaction that
 * moves the checkpoint.
 */
package io.matchlock.persister.store.jdbc;
