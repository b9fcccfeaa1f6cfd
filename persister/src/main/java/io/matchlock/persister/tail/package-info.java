/**
 * Reading the log for the ledger: both streams in lockstep, the pace, and whether ledger and log belong together. Nothing here
 * writes to the ledger.
 */
package io.matchlock.persister.tail;
