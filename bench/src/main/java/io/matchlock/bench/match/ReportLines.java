package io.matchlock.bench.match;

import io.matchlock.bench.trades.DigestedOutput;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reports as lines of text, joined by a newline. Within a command: accepted, trades, then cancelled or replaced; so what is told
 * of a replace before its trades waits for them.
 *
 * <pre>
 *   0,seq,side,id,price,qty            accepted
 *   1,seq,price,qty,makerId,takerId    trade
 *   2,seq,side,id,price                cancelled, the rest of an IOC too
 *   3,seq,side,id,price,qty            replaced
 *   4,seq,id                           cancel rejected
 *   5,seq,id                           replace rejected
 * </pre>
 */
final class ReportLines implements Closeable {
    private static final int ACCEPTED = 0;
    private static final int TRADED = 1;
    private static final int CANCELED = 2;
    private static final int REPLACED = 3;
    private static final int CANCEL_REJECTED = 4;
    private static final int REPLACE_REJECTED = 5;

    private final DigestedOutput output;
    private long count;
    private boolean isReplaced;
    private int replacedSide;
    private long replacedId;
    private long replacedPrice;
    private long replacedQuantity;

    private ReportLines(final DigestedOutput output) {
        this.output = output;
    }

    /**
     * Ready for the first report.
     *
     * @param file to write, or null for none
     */
    static ReportLines open(final Path file) throws IOException {
        return new ReportLines(DigestedOutput.open(file));
    }

    long count() {
        return count;
    }

    void accepted(final long seq, final int side, final long id, final long price, final long quantity) {
        line(ACCEPTED, seq, side, id, price, quantity);
    }

    void traded(final long seq, final long price, final long quantity, final long makerId, final long takerId) {
        line(TRADED, seq, price, quantity, makerId, takerId);
    }

    void canceled(final long seq, final int side, final long id, final long price) {
        line(CANCELED, seq, side, id, price);
    }

    void replaced(final int side, final long id, final long price, final long quantity) {
        isReplaced = true;
        replacedSide = side;
        replacedId = id;
        replacedPrice = price;
        replacedQuantity = quantity;
    }

    void cancelRejected(final long seq, final long id) {
        line(CANCEL_REJECTED, seq, id);
    }

    void replaceRejected(final long seq, final long id) {
        line(REPLACE_REJECTED, seq, id);
    }

    void endCommand(final long seq) {
        if (isReplaced) {
            line(REPLACED, seq, replacedSide, replacedId, replacedPrice, replacedQuantity);
            isReplaced = false;
        }
    }

    private void line(final int type, final long... values) {
        if (count > 0) {
            output.putChar('\n');
        }
        output.putDecimal(type);
        for (final long value : values) {
            output.putChar(',');
            output.putDecimal(value);
        }
        count++;
    }

    /** SHA-256 of the text, in hex. To be asked once, after the last report. */
    String sha256() {
        return output.sha256();
    }

    @Override
    public void close() throws IOException {
        output.close();
    }
}
