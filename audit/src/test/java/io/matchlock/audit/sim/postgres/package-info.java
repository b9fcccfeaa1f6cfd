/** Would catch a simulated Postgres that answers otherwise than the real one. */
package io.matchlock.audit.sim.postgres;
