/** The way of the matcher's events to the loops: received, put in order, healed from the log, handed over. */
package io.matchlock.gateway.events;
