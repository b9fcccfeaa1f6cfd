package io.matchlock.bench.trades;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Trades as records of 40 bytes, little-endian, without a header: their SHA-256, and a file if one is wanted.
 *
 * <pre>
 *    0           8           16          24          32         40
 *   +-----------+-----------+-----------+-----------+----------+
 *   | seq of the| maker id  | taker id  | price in  | quantity |
 *   | taker     |           |           | ticks     | in lots  |
 *   +-----------+-----------+-----------+-----------+----------+
 * </pre>
 */
public final class TradeRecords implements TradeListener, Closeable {
    private final DigestedOutput output;
    private long count;

    private TradeRecords(final DigestedOutput output) {
        this.output = output;
    }

    /**
     * Ready for the first trade.
     *
     * @param file to write, or null for none
     */
    public static TradeRecords open(final Path file) throws IOException {
        return new TradeRecords(DigestedOutput.open(file));
    }

    /** Trades told. */
    public long count() {
        return count;
    }

    @Override
    public void onTrade(final long seq, final long makerId, final long takerId, final long price, final long quantity) {
        output.putLong(seq);
        output.putLong(makerId);
        output.putLong(takerId);
        output.putLong(price);
        output.putLong(quantity);
        count++;
    }

    /** SHA-256 of all records, in hex. To be asked once, after the last trade. */
    public String sha256() {
        return output.sha256();
    }

    @Override
    public void close() throws IOException {
        output.close();
    }
}
