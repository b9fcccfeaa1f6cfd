/** Virtual time: one queue of events, the processes and threads that they belong to, and clocks that can be wrong. */
package io.matchlock.audit.sim.time;
