/** The persister's side of the simulated Postgres: its store, over a connection that may be lost. */
package io.matchlock.audit.sim.store;
