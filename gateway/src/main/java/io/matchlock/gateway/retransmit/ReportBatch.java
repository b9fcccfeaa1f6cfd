package io.matchlock.gateway.retransmit;

import io.matchlock.log.report.ReportHandler;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.collections.IntArrayList;

/** Consecutive reports of a session, with the bytes that they had. Filled by one thread, then read by another. */
public final class ReportBatch implements ReportHandler {
    private final long from;
    private final ExpandableArrayBuffer bytes = new ExpandableArrayBuffer();
    private final IntArrayList lengths = new IntArrayList();
    private int end;

    /**
     * A batch of none.
     *
     * @param from number of the first report
     */
    ReportBatch(final long from) {
        this.from = from;
    }

    @Override
    public void onReport(final long number, final DirectBuffer buffer, final int offset, final int length) {
        bytes.putBytes(end, buffer, offset, length);
        lengths.addInt(length);
        end += length;
    }

    /** {@return number of the first report} */
    public long from() {
        return from;
    }

    /** {@return how many there are; 0 if they can't be had} */
    public int count() {
        return lengths.size();
    }

    /**
     * Hands over all.
     *
     * @param target takes each in turn
     */
    public void forEach(final ReportHandler target) {
        int offset = 0;
        for (int i = 0; i < lengths.size(); i++) {
            target.onReport(from + i, bytes, offset, lengths.getInt(i));
            offset += lengths.getInt(i);
        }
    }
}
