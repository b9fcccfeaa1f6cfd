package io.matchlock.engine.work;

import io.matchlock.engine.entry.OrderChanges;
import io.matchlock.engine.entry.OrderEntry;
import io.matchlock.engine.handle.AccountNumber;
import io.matchlock.engine.progress.Work;
import io.matchlock.engine.request.OrderRequest;
import io.matchlock.engine.state.Registers;
import io.matchlock.engine.trade.Reports;

/** What a record that waited does once its turn has come: the same as if it had come then. */
final class WaitingActions {
    private final WaitingRecords waiting;
    private final Registers registers;
    private final OrderEntry entry;
    private final OrderChanges changes;
    private final Cancels cancels;
    private final Listing listing;
    private final Expiry expiry;
    private final Reports reports;

    WaitingActions(
            final WaitingRecords waiting,
            final Registers registers,
            final OrderEntry entry,
            final OrderChanges changes,
            final Cancels cancels,
            final Listing listing,
            final Expiry expiry,
            final Reports reports) {
        this.waiting = waiting;
        this.registers = registers;
        this.entry = entry;
        this.changes = changes;
        this.cancels = cancels;
        this.listing = listing;
        this.expiry = expiry;
        this.reports = reports;
    }

    /**
     * Takes the oldest record, which is there, and does what it asks for.
     *
     * @return what is to be carried on, {@link Work#NONE} if nothing
     */
    int takeOldest() {
        final int kind = waiting.kind();
        if (kind == WaitingRecords.NEW || kind == WaitingRecords.REPLACE) {
            final OrderRequest request = waiting.takeRequest();
            return kind == WaitingRecords.NEW ? entry.enter(request) : changes.replace(request);
        }
        final int next = act(kind);
        waiting.remove();
        return next;
    }

    private int act(final int kind) {
        final int int0 = waiting.getInt(0);
        final int int1 = waiting.getInt(1);
        final long long0 = waiting.getLong(0);
        switch (kind) {
            case WaitingRecords.CANCEL -> changes.cancel(long0, waiting.getLong(1), waiting.getLong(2), int0, int1);
            case WaitingRecords.REFUSED -> reports.refused(long0, int0, int1, waiting.getInt(2));
            case WaitingRecords.LIMITS ->
                listing.limits(long0, (@AccountNumber int) int0, int1, waiting.getLong(1), waiting.getLong(2));
            case WaitingRecords.RULES -> registers.rulesVersion(int0);
            case WaitingRecords.MASS -> {
                return cancels.startMass(long0, int0, int1, (@AccountNumber int) waiting.getInt(2), waiting.getInt(3));
            }
            case WaitingRecords.TICK -> {
                return expiry.tick(long0);
            }
            case WaitingRecords.STATUS -> {
                return listing.status(long0, int0, int1);
            }
            case WaitingRecords.BLOCK -> {
                return cancels.block(long0, (@AccountNumber int) int0, int1 != 0);
            }
            default -> throw new IllegalStateException("waiting record of kind " + kind);
        }
        return Work.NONE;
    }
}
