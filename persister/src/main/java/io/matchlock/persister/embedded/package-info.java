/** A Postgres server as a child process, for development and for the all-in-one start. */
package io.matchlock.persister.embedded;
