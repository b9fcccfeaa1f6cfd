/**
 * The ledger as the persister sees it: a checkpoint, and transactions that bring a batch and the checkpoint into it together. The
 * only SQL here is the statement of a {@link io.matchlock.persister.store.CopyTarget}.
 */
package io.matchlock.persister.store;
