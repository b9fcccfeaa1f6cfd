/** What must always hold of the ledger: its rows and its checkpoint, against the log. */
package io.matchlock.audit.sim.check.ledger;
