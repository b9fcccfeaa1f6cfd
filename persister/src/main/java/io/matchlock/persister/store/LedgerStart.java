package io.matchlock.persister.store;

import io.matchlock.persister.day.LedgerDays;

/**
 * From where to go on, all of one moment.
 *
 * @param checkpoint of the ledger
 * @param days that it has rows of
 */
public record LedgerStart(Checkpoint checkpoint, LedgerDays days) {}
