/** One event loop of the gateway: sockets, the batch that is open, the way into the log and back. */
package io.matchlock.gateway.loop;
