/**
 * The ledger as the persister sees it: a checkpoint, and transactions that bring a batch and the checkpoint into it together. No
 * SQL here.
 */
package io.matchlock.persister.store;
