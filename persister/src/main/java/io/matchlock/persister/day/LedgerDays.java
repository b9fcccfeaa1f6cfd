package io.matchlock.persister.day;

import java.util.List;

/**
 * The days that a ledger has rows of, as far as its checkpoint.
 *
 * @param days in their order, detached ones too
 * @param lastOrderId the last order that was entered, 0 for none
 */
public record LedgerDays(List<LedgerDay> days, long lastOrderId) {
    /** Of an empty ledger. */
    public static final LedgerDays NONE = new LedgerDays(List.of(), 0);

    /** Keeps a copy. */
    public LedgerDays {
        days = List.copyOf(days);
    }
}
