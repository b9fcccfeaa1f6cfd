/** A Postgres server of our own, for development and for the all-in-one start. */
package io.matchlock.persister.embedded;
