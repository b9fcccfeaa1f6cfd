/** What roles share a machine by: room on disk and in memory, and the right to the cores. */
package io.matchlock.exchange.resource;
