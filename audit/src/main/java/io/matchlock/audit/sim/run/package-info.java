/** One seed, many seeds, and what to do with one that fails. */
package io.matchlock.audit.sim.run;
