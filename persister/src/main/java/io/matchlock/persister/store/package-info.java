/** Postgres: the tables, and the one transaction that brings a batch into them. */
package io.matchlock.persister.store;
