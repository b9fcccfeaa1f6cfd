/** What must always hold: what clients were told against the log, the log against its replay. */
package io.matchlock.audit.sim.check;
