package io.matchlock.matcher.message;

import static io.matchlock.protocol.LittleEndian.*;
import static io.matchlock.protocol.order.OrderCancelReplaceRequestDecoder.*;

import io.matchlock.engine.request.ExpectedMessages;
import io.matchlock.engine.request.OrderRequest;
import io.matchlock.protocol.BlockLayout;
import io.matchlock.protocol.order.BooleanType;

/** Reads OrderCancelReplaceRequest, a block whose length was checked before. Judges nothing: enum values go on as they came. */
public final class ReplaceBlock {
    private static final BlockLayout LAYOUT = new BlockLayout("OrderCancelReplaceRequest", BLOCK_LENGTH);
    private static final int CL_ORD_ID = LAYOUT.longAt(clOrdIDEncodingOffset(), clOrdIDEncodingLength());
    private static final int ORIG_CL_ORD_ID = LAYOUT.longAt(origClOrdIDEncodingOffset(), origClOrdIDEncodingLength());
    private static final int ORDER_ID = LAYOUT.longAt(orderIDEncodingOffset(), orderIDEncodingLength());
    private static final int PRICE = LAYOUT.longAt(priceEncodingOffset(), priceEncodingLength());
    private static final int ORDER_QTY = LAYOUT.longAt(orderQtyEncodingOffset(), orderQtyEncodingLength());
    private static final int STOP_PX = LAYOUT.longAt(stopPxEncodingOffset(), stopPxEncodingLength());
    private static final int MIN_QTY = LAYOUT.longAt(minQtyEncodingOffset(), minQtyEncodingLength());
    private static final int DISPLAY_QTY = LAYOUT.longAt(displayQtyEncodingOffset(), displayQtyEncodingLength());
    private static final int EXPIRE_TIME = LAYOUT.longAt(expireTimeEncodingOffset(), expireTimeEncodingLength());
    private static final int SELF_MATCH_PREVENTION_ID =
            LAYOUT.longAt(selfMatchPreventionIDEncodingOffset(), selfMatchPreventionIDEncodingLength());
    private static final int SECURITY_ID = LAYOUT.intAt(securityIDEncodingOffset(), securityIDEncodingLength());
    private static final int ACCOUNT = LAYOUT.intAt(accountEncodingOffset(), accountEncodingLength());
    private static final int SIDE = LAYOUT.byteAt(sideEncodingOffset(), sideEncodingLength());
    private static final int ORD_TYPE = LAYOUT.byteAt(ordTypeEncodingOffset(), ordTypeEncodingLength());
    private static final int TIME_IN_FORCE = LAYOUT.byteAt(timeInForceEncodingOffset(), timeInForceEncodingLength());
    private static final int EXEC_INST = LAYOUT.byteAt(execInstEncodingOffset(), execInstEncodingLength());
    private static final int STP_INSTRUCTION =
            LAYOUT.byteAt(stpInstructionEncodingOffset(), stpInstructionEncodingLength());
    private static final int IN_FLIGHT_MITIGATION =
            LAYOUT.byteAt(inFlightMitigationEncodingOffset(), inFlightMitigationEncodingLength());

    private ReplaceBlock() {}

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
     * Fills a request with all that the message says.
     *
     * @param request to fill
     * @param block address of the block
     * @return {@code request}
     */
    public static OrderRequest fill(final OrderRequest request, final long block) {
        fillTerms(request, block);
        final byte mitigation = getByte(block + IN_FLIGHT_MITIGATION);
        return mitigation == BooleanType.True.value() || mitigation == BooleanType.False.value()
                ? request.inFlightMitigation(mitigation == BooleanType.True.value())
                : request.unknownInFlightMitigation();
    }

    private static void fillTerms(final OrderRequest request, final long block) {
        request.clOrdId(getLong(block + CL_ORD_ID))
                .origClOrdId(getLong(block + ORIG_CL_ORD_ID))
                .orderId(getLong(block + ORDER_ID))
                .price(getLong(block + PRICE))
                .orderQty(getLong(block + ORDER_QTY))
                .stopPx(getLong(block + STOP_PX))
                .minQty(getLong(block + MIN_QTY))
                .displayQty(getLong(block + DISPLAY_QTY))
                .expireTimeNs(getLong(block + EXPIRE_TIME))
                .selfMatchPreventionId(getLong(block + SELF_MATCH_PREVENTION_ID))
                .securityId(getInt(block + SECURITY_ID))
                .account(getInt(block + ACCOUNT))
                .side(getByte(block + SIDE))
                .ordType(getByte(block + ORD_TYPE))
                .timeInForce(getByte(block + TIME_IN_FORCE))
                .execInst(Byte.toUnsignedInt(getByte(block + EXEC_INST)))
                .stpInstruction(getByte(block + STP_INSTRUCTION));
    }
}
