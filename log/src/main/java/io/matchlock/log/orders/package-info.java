/**
 * Appending to the orders stream: many batches in flight on one event loop, and a gateway's claim to the number that its chains
 * are named after. Nothing here sends a batch a second time; that is for the caller to decide.
 */
package io.matchlock.log.orders;
