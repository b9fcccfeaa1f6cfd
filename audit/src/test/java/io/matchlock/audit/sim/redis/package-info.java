/** Would catch a simulated Redis that answers otherwise than the real one. */
package io.matchlock.audit.sim.redis;
