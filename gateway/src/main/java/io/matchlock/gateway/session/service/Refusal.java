package io.matchlock.gateway.session.service;

import io.matchlock.protocol.MessageShape;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Why a client's message is not appended whole, and what it was. A reusable flyweight: valid during one call. */
public final class Refusal {
    /** BusinessRejectReason: application not available. */
    public static final int NOT_AVAILABLE = 4;
    /** BusinessRejectReason: not authorized. */
    public static final int NOT_AUTHORIZED = 6;
    /** Tag of Account. */
    public static final int ACCOUNT_TAG = 1;
    /** No tag. */
    public static final int NO_TAG = 0xFFFF;

    private static final long NO_ID = -1L;

    private int reason;
    private int tagId;
    private int templateId;
    private long clOrdId;
    private int securityId;
    private int side;

    /**
     * Fills it.
     *
     * @param shape of the message
     * @param buffer that holds the message
     * @param body offset of the message's block
     * @param why BusinessRejectReason
     * @param refTagId that it is about, {@link #NO_TAG} for none
     * @return this
     */
    public Refusal set(
            final MessageShape shape, final DirectBuffer buffer, final int body, final int why, final int refTagId) {
        reason = why;
        tagId = refTagId;
        templateId = shape.templateId();
        clOrdId = shape.clOrdIdOffset() < 0 ? NO_ID : int64(buffer, body + shape.clOrdIdOffset());
        securityId =
                shape.securityOffset() < 0 ? 0 : buffer.getInt(body + shape.securityOffset(), ByteOrder.LITTLE_ENDIAN);
        side = shape.sideOffset() < 0 ? 0 : buffer.getByte(body + shape.sideOffset());
        return this;
    }

    /** {@return BusinessRejectReason} */
    public int reason() {
        return reason;
    }

    /** {@return the tag that it is about, {@link #NO_TAG} for none} */
    public int tagId() {
        return tagId;
    }

    /** {@return the message's template} */
    public int templateId() {
        return templateId;
    }

    /** {@return the message's ClOrdID, the null value if it has none} */
    public long clOrdId() {
        return clOrdId;
    }

    /** {@return the message's security} */
    public int securityId() {
        return securityId;
    }

    /** {@return the message's side, as it stood there} */
    public int side() {
        return side;
    }

    private static long int64(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
    }
}
