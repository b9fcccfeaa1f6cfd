package io.matchlock.gateway.session.reply;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.gateway.session.service.SegmentInfo;
import io.matchlock.gateway.session.service.SessionServices;
import io.matchlock.protocol.order.SecurityListRequestDecoder;
import io.matchlock.protocol.segment.InstrumentDefinition;
import java.util.List;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;

/** Answers what is not numbered and needs no engine. */
public final class Queries {
    private final SegmentInfo segment;
    private final LongSupplier position;
    private final ServerMessages messages;

    /**
     * Makes the answers of one session.
     *
     * @param services of the loop
     * @param messages of the session
     */
    public Queries(final SessionServices services, final ServerMessages messages) {
        segment = services.segment();
        position = services.position();
        this.messages = messages;
    }

    /**
     * Answers a SecurityListRequest.
     *
     * @param buffer that holds it
     * @param body offset of the message's block
     */
    public void onSecurityList(final DirectBuffer buffer, final int body) {
        final long requestId =
                buffer.getLong(body + SecurityListRequestDecoder.securityReqIDEncodingOffset(), LITTLE_ENDIAN);
        final int wanted = buffer.getInt(body + SecurityListRequestDecoder.securityIDEncodingOffset(), LITTLE_ENDIAN);
        final List<InstrumentDefinition> found = segment.instruments().stream()
                .filter(instrument ->
                        wanted == SecurityListRequestDecoder.securityIDNullValue() || wanted == instrument.securityId())
                .toList();
        final SecurityMessages answers = new SecurityMessages(messages, requestId, position.getAsLong());
        if (found.isEmpty()) {
            answers.none(wanted);
        }
        for (int i = 0; i < found.size(); i++) {
            answers.definition(found.get(i), found.size(), i == found.size() - 1);
        }
    }
}
