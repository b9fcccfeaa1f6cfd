/** The processes: the product's own classes, put together without threads, sockets and servers. */
package io.matchlock.audit.sim.actor;
