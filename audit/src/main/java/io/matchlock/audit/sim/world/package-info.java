/** What the processes of a run share: the scheduler, the servers, the network, and what may go wrong with them. */
package io.matchlock.audit.sim.world;
