/** Redis as far as the log needs it: commands in and answers out as bytes, over connections that break. */
package io.matchlock.audit.sim.redis;
