/** Reports that were sent before: asked for by sessions, read from the log by a thread of its own, given back on the asking loop. */
package io.matchlock.gateway.retransmit;
