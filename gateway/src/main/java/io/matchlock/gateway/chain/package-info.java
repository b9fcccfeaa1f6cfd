/** Batches of one event loop on their way into the log, and what a gateway owes the log: pure, time as an argument. */
package io.matchlock.gateway.chain;
