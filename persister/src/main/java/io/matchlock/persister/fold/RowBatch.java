package io.matchlock.persister.fold;

import io.matchlock.persister.day.DayIndex;
import io.matchlock.persister.day.LedgerDay;
import io.matchlock.persister.rows.CopyBuffer;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.collections.Int2IntHashMap;
import org.agrona.collections.IntArrayList;

/**
 * What one transaction brings to Postgres: the rows of some consecutive entries, folded. Reused; it belongs to one
 * thread at a time.
 */
public final class RowBatch {
    /** How many bytes of rows are expected where nothing else is said. */
    public static final int BYTES_EXPECTED = 1 << 20;

    private static final int FEW = 1 << 12;
    private static final int NO_STATUS = -1;
    /** About what an order's change takes, in bytes. */
    private static final int ORDER_LENGTH = 64;

    final OrderStates orders;
    final CopyBuffer executions;
    final CopyBuffer trades;
    final CopyBuffer sessions = new CopyBuffer(FEW);
    final CopyBuffer instruments = new CopyBuffer(FEW);
    final Int2IntHashMap statuses = new Int2IntHashMap(NO_STATUS);
    private final List<LedgerDay> openedDays = new ArrayList<>();
    private final CopyBuffer createdOrders;
    private final CopyBuffer changedOrders;
    private long before = EntryId.NONE;
    private long last = EntryId.NONE;
    private SegmentId segmentId = SegmentId.NONE;
    private long chainHash;
    private long firstTurnTimeNs;
    private long entries;
    private int day = DayIndex.NONE;
    private boolean hasSeveralDays;
    private boolean haveCreatedDetails;
    private boolean haveChangedDetails;

    /** Empty, with room for a second of a burst. */
    public RowBatch() {
        this(BYTES_EXPECTED);
    }

    /**
     * Empty.
     *
     * @param bytesExpected of the rows of each large table; there may be more
     */
    public RowBatch(final int bytesExpected) {
        orders = new OrderStates(bytesExpected / ORDER_LENGTH);
        executions = new CopyBuffer(bytesExpected);
        trades = new CopyBuffer(bytesExpected);
        createdOrders = new CopyBuffer(bytesExpected);
        changedOrders = new CopyBuffer(bytesExpected);
    }

    /**
     * Empties it.
     *
     * @param position packed id of the entry that it comes after, {@link EntryId#NONE} for the start of the log
     */
    public void clear(final long position) {
        orders.clear();
        executions.clear();
        trades.clear();
        sessions.clear();
        instruments.clear();
        statuses.clear();
        createdOrders.clear();
        changedOrders.clear();
        before = position;
        last = position;
        openedDays.clear();
        day = DayIndex.NONE;
        hasSeveralDays = false;
        firstTurnTimeNs = 0;
        entries = 0;
    }

    /** Writes the folded orders and ends all rows: nothing may be added. */
    public void seal() {
        haveCreatedDetails = orders.writeCreated(createdOrders);
        haveChangedDetails = orders.writeChanged(changedOrders);
        createdOrders.finish();
        changedOrders.finish();
        executions.finish();
        trades.finish();
        sessions.finish();
        instruments.finish();
    }

    /** {@return packed id of the entry that it comes after} */
    public long before() {
        return before;
    }

    /** {@return packed id of its last entry; {@link #before()} if it has none} */
    public long last() {
        return last;
    }

    /** {@return the id of the segment whose log this is} */
    public SegmentId segmentId() {
        return segmentId;
    }

    /** {@return the chain hash over all orders entries up to {@link #last()}} */
    public long chainHash() {
        return chainHash;
    }

    /** {@return the gateway's clock when it wrote the first entry, ns UTC; 0 if there is none} */
    public long firstTurnTimeNs() {
        return firstTurnTimeNs;
    }

    /** {@return the number of entries} */
    public long entries() {
        return entries;
    }

    /** {@return the number of rows to write, those to change included} */
    public int rows() {
        return orders.createdCount() + orders.changedCount() + executions.rows() + trades.rows() + sessions.rows();
    }

    /** {@return the days that begin in it, in their order} */
    public List<LedgerDay> openedDays() {
        return openedDays;
    }

    /** {@return the day of all its entries, since 1970-01-01; {@link DayIndex#NONE} if they are of several} */
    public int day() {
        return hasSeveralDays ? DayIndex.NONE : day;
    }

    /** {@return the days on which the orders that it changes were entered, each once} */
    public IntArrayList changedDays() {
        return orders.changedDays();
    }

    /** {@return rows of table {@code orders}, once sealed} */
    public CopyBuffer createdOrders() {
        return createdOrders;
    }

    /** {@return changes of orders that were there before, once sealed} */
    public CopyBuffer changedOrders() {
        return changedOrders;
    }

    /** {@return whether {@link #createdOrders} have the columns of stops, icebergs and their like, once sealed} */
    public boolean haveCreatedDetails() {
        return haveCreatedDetails;
    }

    /** {@return whether {@link #changedOrders} have the columns of stops, icebergs and their like, once sealed} */
    public boolean haveChangedDetails() {
        return haveChangedDetails;
    }

    /** {@return trading statuses (FIX 326) by instrument, of those that have another} */
    public Int2IntHashMap statuses() {
        return statuses;
    }

    /** {@return rows of table {@code executions}} */
    public CopyBuffer executions() {
        return executions;
    }

    /** {@return rows of table {@code trades}} */
    public CopyBuffer trades() {
        return trades;
    }

    /** {@return rows of table {@code sessions}} */
    public CopyBuffer sessions() {
        return sessions;
    }

    /** {@return rows of table {@code instruments}} */
    public CopyBuffer instruments() {
        return instruments;
    }

    /**
     * Hands over each order that it touches, as it stands at the end.
     *
     * @param consumer called once for each order; must not keep it
     */
    public void forEachOrder(final Consumer<OrderState> consumer) {
        orders.forEach(consumer);
    }

    void entryBegins(final int entryDay, final LedgerDay opened) {
        hasSeveralDays |= entries > 0 && entryDay != day;
        day = entryDay;
        if (opened != null) {
            openedDays.add(opened);
        }
    }

    void entryDone(final long entryId, final long turnTimeNs, final SegmentId ofSegment, final long hash) {
        if (entries++ == 0) {
            firstTurnTimeNs = turnTimeNs;
        }
        last = entryId;
        segmentId = ofSegment;
        chainHash = hash;
    }
}
