package io.matchlock.bench.flow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Builds a flow. Its records can be read as soon as they are added; their number is fixed at the start. */
public final class FlowBuilder {
    private static final int ANY_QUANTITY = 1;
    private static final int USER = 1;

    private final ByteBuffer header = ByteBuffer.allocate(FlowFile.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer records;
    private final FlowFile flow;
    private long seq;

    /**
     * No records yet.
     *
     * @param count that there will be
     * @param prefill the first of them, which build the book
     */
    public FlowBuilder(final int count, final int prefill) {
        header.putLong(FlowFile.MAGIC)
                .putInt(FlowFile.VERSION)
                .putInt(count)
                .putInt(prefill)
                .putInt(ANY_QUANTITY);
        records = ByteBuffer.allocateDirect(count * FlowFile.RECORD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        flow = new FlowFile(header, records.duplicate());
    }

    /** What is there so far, and zeros. */
    public FlowFile flow() {
        return flow;
    }

    /** A new limit order. */
    public void enter(
            final int symbol,
            final boolean isBuy,
            final boolean isImmediate,
            final long id,
            final long price,
            final long quantity) {
        record(isImmediate ? FlowFile.NEW_IOC : FlowFile.NEW_GTC, symbol, isBuy, id, price, quantity);
    }

    /** A cancel of an order, gone or not. */
    public void cancel(final int symbol, final boolean isBuy, final long id) {
        record(FlowFile.CANCEL, symbol, isBuy, id, 0, 0);
    }

    /** A replace; the quantity is what is to be open. */
    public void replace(final int symbol, final boolean isBuy, final long id, final long price, final long quantity) {
        record(FlowFile.REPLACE, symbol, isBuy, id, price, quantity);
    }

    private void record(
            final int type,
            final int symbol,
            final boolean isBuy,
            final long id,
            final long price,
            final long quantity) {
        records.put((byte) type)
                .put((byte) (isBuy ? 0 : 1))
                .putShort((short) symbol)
                .putInt(USER)
                .putLong(id)
                .putLong(price)
                .putLong(quantity)
                .putLong(seq);
        flow.changed();
        seq++;
    }

    /** Writes header and records. */
    public void write(final Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            writeAll(channel, header.duplicate().clear());
            writeAll(channel, records.duplicate().flip());
        }
    }

    private static void writeAll(final FileChannel channel, final ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
