package io.matchlock.matcher.testing;

import io.matchlock.protocol.log.ChainId;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryEncoder;
import io.matchlock.protocol.order.MessageHeaderEncoder;
import io.matchlock.protocol.order.NewOrderSingleEncoder;
import io.matchlock.protocol.order.OrderCancelReplaceRequestEncoder;
import io.matchlock.protocol.order.OrderCancelRequestEncoder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** Draws batches of orders, replaces and cancels of session 1 in which every field has all kinds of values, wrong ones too. */
public final class AnyMessages {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int MESSAGES = 20;
    private static final int WRONG_IN = 60;
    private static final int IDS = 200;

    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(OrdersEntry.MAX_LENGTH));
    private final OrdersEntryEncoder entry = new OrdersEntryEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NewOrderSingleEncoder order = new NewOrderSingleEncoder();
    private final OrderCancelReplaceRequestEncoder replace = new OrderCancelReplaceRequestEncoder();
    private final OrderCancelRequestEncoder cancel = new OrderCancelRequestEncoder();
    private final long incarnation;
    private final Random random;
    private long batchNumber;
    private long number;

    /** Batches of gateway 1, whose chain the test has opened with {@code batches} batches. */
    public AnyMessages(final long incarnation, final int batches, final Random random) {
        this.incarnation = incarnation;
        this.batchNumber = batches;
        this.random = random;
    }

    /** The next batch. */
    public byte[] next() {
        entry.wrap(buffer, 0, OrdersEntry.BATCH, ChainId.of(1, 0), incarnation, ++batchNumber);
        for (int i = 0; i < MESSAGES; i++) {
            switch (random.nextInt(6)) {
                case 0 -> cancel(claim(OrderCancelRequestEncoder.BLOCK_LENGTH));
                case 1 -> replace(claim(OrderCancelReplaceRequestEncoder.BLOCK_LENGTH));
                default -> enter(claim(NewOrderSingleEncoder.BLOCK_LENGTH));
            }
        }
        final byte[] bytes = new byte[entry.finish(Batches.EPOCH_NS)];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    private void enter(final int offset) {
        order.wrapAndApplyHeader(buffer, offset, header)
                .clOrdID(id())
                .orderQty(quantity())
                .minQty(rare(quantity()))
                .displayQty(rare(quantity()))
                .selfMatchPreventionID(rare(random.nextInt(3)))
                .securityID(security())
                .account(account());
        order.price().mantissa(price());
        order.stopPx().mantissa(random.nextInt(8) == 0 ? price() : Long.MIN_VALUE);
        order.expireTime().time(rare(Batches.EPOCH_NS + 1_000_000 + random.nextInt(1_000)));
        final int block = offset + HEADER;
        code(block + NewOrderSingleEncoder.sideEncodingOffset(), "12");
        code(block + NewOrderSingleEncoder.ordTypeEncodingOffset(), "22222222222134");
        code(block + NewOrderSingleEncoder.timeInForceEncodingOffset(), "0001111136");
        code(block + NewOrderSingleEncoder.stpInstructionEncodingOffset(), "0000001234");
        buffer.putByte(block + NewOrderSingleEncoder.execInstEncodingOffset(), execInst());
    }

    private void replace(final int offset) {
        replace.wrapAndApplyHeader(buffer, offset, header)
                .clOrdID(id())
                .origClOrdID(id())
                .orderID(rare(id()))
                .orderQty(quantity())
                .minQty(rare(quantity()))
                .displayQty(rare(quantity()))
                .selfMatchPreventionID(rare(random.nextInt(3)))
                .securityID(security())
                .account(account());
        replace.price().mantissa(price());
        replace.stopPx().mantissa(random.nextInt(8) == 0 ? price() : Long.MIN_VALUE);
        replace.expireTime().time(rare(Batches.EPOCH_NS + random.nextInt(1_000)));
        final int block = offset + HEADER;
        code(block + OrderCancelReplaceRequestEncoder.sideEncodingOffset(), "12");
        code(block + OrderCancelReplaceRequestEncoder.ordTypeEncodingOffset(), "22222222222134");
        code(block + OrderCancelReplaceRequestEncoder.timeInForceEncodingOffset(), "0001111136");
        code(block + OrderCancelReplaceRequestEncoder.stpInstructionEncodingOffset(), "0000001234");
        buffer.putByte(block + OrderCancelReplaceRequestEncoder.execInstEncodingOffset(), execInst());
        buffer.putByte(block + OrderCancelReplaceRequestEncoder.inFlightMitigationEncodingOffset(), execInst());
    }

    private void cancel(final int offset) {
        cancel.wrapAndApplyHeader(buffer, offset, header)
                .clOrdID(id())
                .origClOrdID(id())
                .orderID(rare(id()))
                .securityID(security());
        code(offset + HEADER + OrderCancelRequestEncoder.sideEncodingOffset(), "12");
    }

    private int claim(final int blockLength) {
        final int offset =
                entry.claim(OrdersEntry.CLIENT_MESSAGE, 1, ++number, Batches.EPOCH_NS + number, HEADER + blockLength);
        final byte[] noise = new byte[HEADER + blockLength];
        random.nextBytes(noise);
        Arrays.fill(noise, 0, HEADER, (byte) 0);
        buffer.putBytes(offset, noise);
        return offset;
    }

    private boolean isWrong() {
        return random.nextInt(WRONG_IN) == 0;
    }

    private long id() {
        return isWrong() ? random.nextLong() : 1 + random.nextInt(IDS);
    }

    private long quantity() {
        return isWrong() ? random.nextLong() : 1 + random.nextInt(50);
    }

    private long price() {
        return isWrong() ? random.nextLong() : (90 + random.nextInt(20)) * Segments.UNIT;
    }

    private int security() {
        return isWrong() ? random.nextInt() : Segments.SECURITY;
    }

    private long account() {
        return random.nextBoolean() ? 7 : 0xFFFF_FFF0L + random.nextInt(4);
    }

    private long rare(final long value) {
        return random.nextInt(8) == 0 ? value : -1L;
    }

    private byte execInst() {
        return (byte) (isWrong() ? random.nextInt() : random.nextInt(8) == 0 ? 1 : 0);
    }

    private void code(final int offset, final String usual) {
        buffer.putByte(offset, (byte) (isWrong() ? random.nextInt() : usual.charAt(random.nextInt(usual.length()))));
    }
}
