package io.matchlock.bench.match;

import io.matchlock.bench.flow.FlowFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes small flows by hand. Numbers of commands are 100, 101 and so on, to tell them from positions. */
final class FlowWriter {
    static final int HEADER_BYTES = 128;
    static final int RECORD_BYTES = 40;
    static final byte BUY = 0;
    static final byte SELL = 1;

    private static final int MAX_RECORDS = 1_000;
    private static final long FIRST_SEQ = 100;

    private final ByteBuffer bytes =
            ByteBuffer.allocate(HEADER_BYTES + MAX_RECORDS * RECORD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private int symbol;
    private int count;

    FlowWriter(final int replaceMode) {
        bytes.put("OBFLOW01".getBytes(StandardCharsets.US_ASCII))
                .putInt(1)
                .putInt(0)
                .putInt(0)
                .putInt(replaceMode);
        bytes.putLong(56, -7).putLong(64, -7); // greatest id and peak: what a maker believes need not be so
        bytes.position(HEADER_BYTES);
    }

    /** Of the records that follow. */
    FlowWriter symbol(final int value) {
        symbol = value;
        return this;
    }

    FlowWriter gtc(final byte side, final long id, final long price, final long quantity) {
        return record(FlowFile.NEW_GTC, side, id, price, quantity);
    }

    FlowWriter ioc(final byte side, final long id, final long price, final long quantity) {
        return record(FlowFile.NEW_IOC, side, id, price, quantity);
    }

    FlowWriter cancel(final byte side, final long id) {
        return record(FlowFile.CANCEL, side, id, 0, 0);
    }

    FlowWriter replace(final byte side, final long id, final long price, final long quantity) {
        return record(FlowFile.REPLACE, side, id, price, quantity);
    }

    FlowWriter record(final int type, final byte side, final long id, final long price, final long quantity) {
        bytes.put((byte) type)
                .put(side)
                .putShort((short) symbol)
                .putInt(1)
                .putLong(id)
                .putLong(price)
                .putLong(quantity)
                .putLong(FIRST_SEQ + count);
        count++;
        bytes.putInt(12, count);
        return this;
    }

    /** Overwrites four bytes of the header. */
    FlowWriter header(final int offset, final int value) {
        bytes.putInt(offset, value);
        return this;
    }

    Path write(final Path file) throws IOException {
        final byte[] used = new byte[bytes.position()];
        bytes.get(0, used);
        return Files.write(file, used);
    }
}
