/** Faults that are put into the product's classes while they are loaded, to see that the simulator finds them. */
package io.matchlock.audit.sim.bug;
