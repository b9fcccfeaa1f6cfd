/** The faults of a run: their kinds, and what each does to the processes, servers and connections. */
package io.matchlock.audit.sim.fault;
