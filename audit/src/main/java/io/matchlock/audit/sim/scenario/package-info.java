/** What a seed stands for: how many processes and clients, for how long, with which faults. */
package io.matchlock.audit.sim.scenario;
