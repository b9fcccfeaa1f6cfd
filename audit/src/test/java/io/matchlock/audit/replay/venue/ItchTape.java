package io.matchlock.audit.replay.venue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A file of TotalView-ITCH 5.0, with messages of another stock in between. */
public final class ItchTape implements Tape {
    private static final int LOCATE = 13;
    private static final int OTHER_LOCATE = 14;
    private static final long OPEN_NS = 34_200_000_000_000L;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private long count;

    public ItchTape() {
        write('S', 0, "O");
        write('R', OTHER_LOCATE, "OTHER   ", "Q", "N", 100, "N", "C", "Z ", "P", "N", "N", "1", "N", 0, "N");
        write('R', LOCATE, "ACME    ", "Q", "N", 100, "N", "C", "Z ", "P", "N", "N", "1", "N", 0, "N");
        write('H', LOCATE, "ACME    ", "T", " ", "    ");
        write('Y', LOCATE, "ACME    ", "0");
        write('L', LOCATE, "MPID", "ACME    ", "Y", "N", "A");
        write('V', 0, 1L, 2L, 3L);
        write('W', 0, "1");
        write('K', LOCATE, "ACME    ", 0, "A", 100);
        write('J', LOCATE, "ACME    ", 1, 2, 3, 0);
        write('h', LOCATE, "ACME    ", "Q", "T");
        write('N', LOCATE, "ACME    ", "N");
        write('O', LOCATE, "ACME    ", "Y", 1, 2, 3, 4L, 5, 6);
        write('I', LOCATE, 1L, 2L, "B", "ACME    ", 1, 2, 3, "O", " ");
    }

    public byte[] bytes() {
        return file.toByteArray();
    }

    @Override
    public void onNew(final RestingOrder order) {
        final String side = order.isBuy ? "B" : "S";
        if (order.id % 3 == 0) {
            write('F', LOCATE, order.id, side, (int) order.leaves, "ACME    ", (int) order.price, "MPID");
        } else {
            write('A', LOCATE, order.id, side, (int) order.leaves, "ACME    ", (int) order.price);
        }
        write('A', OTHER_LOCATE, -order.id, side, 100, "OTHER   ", (int) order.price);
    }

    @Override
    public void onReduced(final RestingOrder order, final long size) {
        write('X', LOCATE, order.id, (int) size);
    }

    @Override
    public void onDeleted(final RestingOrder order) {
        write('D', LOCATE, order.id);
        write('D', OTHER_LOCATE, order.id);
    }

    @Override
    public void onExecuted(final RestingOrder order, final long size) {
        if (order.id % 5 == 0) {
            write('C', LOCATE, order.id, (int) size, count, "Y", (int) order.price);
        } else {
            write('E', LOCATE, order.id, (int) size, count);
        }
        write('E', OTHER_LOCATE, order.id, (int) size, count);
    }

    @Override
    public void onReplaceBegun(final RestingOrder old) {}

    @Override
    public void onReplaced(final RestingOrder old, final RestingOrder order) {
        write('U', LOCATE, old.id, order.id, (int) order.leaves, (int) order.price);
    }

    @Override
    public void onHidden(final RestingOrder near, final long size) {
        write('P', LOCATE, 0L, "B", (int) size, "ACME    ", (int) near.price, count);
        write('Q', LOCATE, size, "ACME    ", (int) near.price, count, "O");
        write('B', LOCATE, count);
    }

    /** An execution of a cross: not printable, at another price, and of an order that is not first. */
    public void writeCrossed(final RestingOrder order, final long size) {
        write('C', LOCATE, order.id, (int) size, count, "N", (int) order.price + 1);
    }

    public static RestingOrder order(final long id, final boolean isBuy, final long price, final long size) {
        return new RestingOrder(id, isBuy, price, size);
    }

    /** Fields: text as it is, int 4 bytes, long 8. */
    public void write(final char type, final int locate, final Object... fields) {
        try {
            final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            final DataOutputStream message = new DataOutputStream(bytes);
            final long timeNs = OPEN_NS + count++ * 1_000;
            message.writeByte(type);
            message.writeShort(locate);
            message.writeShort(0);
            message.writeShort((int) (timeNs >> 32));
            message.writeInt((int) timeNs);
            for (final Object field : fields) {
                if (field instanceof Long number) {
                    message.writeLong(number);
                } else if (field instanceof Integer number) {
                    message.writeInt(number);
                } else {
                    message.write(field.toString().getBytes(US_ASCII));
                }
            }
            final DataOutputStream framed = new DataOutputStream(file);
            framed.writeShort(bytes.size());
            bytes.writeTo(framed);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
