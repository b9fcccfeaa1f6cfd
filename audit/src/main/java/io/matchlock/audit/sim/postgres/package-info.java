/** The ledger's server: transactions, locks, binary COPY, and what a client does not hear of. */
package io.matchlock.audit.sim.postgres;
