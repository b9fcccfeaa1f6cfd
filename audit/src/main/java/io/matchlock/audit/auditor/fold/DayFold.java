package io.matchlock.audit.auditor.fold;

import io.matchlock.audit.auditor.table.DayColumn;
import io.matchlock.audit.auditor.table.Row;
import io.matchlock.audit.auditor.table.Table;
import io.matchlock.protocol.internal.MessageHeaderDecoder;
import io.matchlock.protocol.internal.TimeToldDecoder;
import io.matchlock.protocol.log.EventsEntryDecoder;
import java.util.concurrent.TimeUnit;

/** To which day each entry belongs: that of the highest time told before it, of the genesis entry's clock at first. One thread. */
final class DayFold {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TimeToldDecoder told = new TimeToldDecoder();
    private final Row row = new Row(Table.DAYS);
    private final RowLedger ledger;
    private long highestNs = Long.MIN_VALUE;
    private long day = Long.MIN_VALUE;
    private long lastOrderId;

    DayFold(final RowLedger ledger) {
        this.ledger = ledger;
    }

    /** Returns the entry's day, in days since 1970-01-01. */
    long beginEntry(final long entryId) {
        final RowScope scope = ledger.scope();
        final boolean isMigrated = scope.isMigrated(entryId);
        final long now = isMigrated ? scope.migratedDay() : Math.floorDiv(highestNs, TimeUnit.DAYS.toNanos(1));
        if (now > day) {
            day = now;
            ledger.days.put(
                    day,
                    row.clear()
                            .set(DayColumn.DAY, day)
                            .set(DayColumn.FIRST_ENTRY_ID, entryId)
                            .set(DayColumn.FIRST_ORDER_ID, lastOrderId + 1)
                            .set(DayColumn.IS_MIGRATED, isMigrated ? 1 : 0)
                            .set(DayColumn.DETACHED_AT, scope.isLeftOut(now) ? 1 : 0));
        }
        return day;
    }

    void onTime(final long timeNs) {
        highestNs = Math.max(highestNs, timeNs);
    }

    void onControl(final EventsEntryDecoder effect) {
        header.wrap(effect.buffer(), effect.payloadOffset());
        if (header.templateId() == TimeToldDecoder.TEMPLATE_ID) {
            told.wrapAndApplyHeader(effect.buffer(), effect.payloadOffset(), header);
            onTime(told.engineTime());
        }
    }

    long lastOrderId() {
        return lastOrderId;
    }

    void onOrder(final long orderId) {
        lastOrderId = orderId;
    }
}
