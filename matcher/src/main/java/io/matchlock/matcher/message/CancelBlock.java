package io.matchlock.matcher.message;

import static io.matchlock.protocol.LittleEndian.*;
import static io.matchlock.protocol.order.OrderCancelRequestDecoder.*;

import io.matchlock.engine.Engine;
import io.matchlock.engine.request.ExpectedMessages;
import io.matchlock.protocol.BlockLayout;

/** Reads OrderCancelRequest, a block whose length was checked before. Judges nothing: enum values go on as they came. */
public final class CancelBlock {
    private static final BlockLayout LAYOUT = new BlockLayout("OrderCancelRequest", BLOCK_LENGTH);
    private static final int CL_ORD_ID = LAYOUT.longAt(clOrdIDEncodingOffset(), clOrdIDEncodingLength());
    private static final int ORIG_CL_ORD_ID = LAYOUT.longAt(origClOrdIDEncodingOffset(), origClOrdIDEncodingLength());
    private static final int ORDER_ID = LAYOUT.longAt(orderIDEncodingOffset(), orderIDEncodingLength());
    private static final int SECURITY_ID = LAYOUT.intAt(securityIDEncodingOffset(), securityIDEncodingLength());
    private static final int SIDE = LAYOUT.byteAt(sideEncodingOffset(), sideEncodingLength());

    private CancelBlock() {}

    /**
     * Adds it to the expected messages, for which there must be room.
     *
     * @param expected to add to
     * @param session of the message, a slot of the engine
     * @param block address of the block
     */
    public static void expect(final ExpectedMessages expected, final int session, final long block) {
        expected.addChange(session, getLong(block + ORIG_CL_ORD_ID));
    }

    /**
     * Hands it to the engine, which has begun the message.
     *
     * @param engine to call
     * @param block address of the block
     */
    public static void apply(final Engine engine, final long block) {
        engine.onCancel(
                getLong(block + CL_ORD_ID),
                getLong(block + ORIG_CL_ORD_ID),
                getLong(block + ORDER_ID),
                getInt(block + SECURITY_ID),
                getByte(block + SIDE));
    }
}
