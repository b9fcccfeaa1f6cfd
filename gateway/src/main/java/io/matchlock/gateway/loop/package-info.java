/** One event loop of the gateway: its turns, its timer, the events that come back, and its watch over the log. */
package io.matchlock.gateway.loop;
