package io.matchlock.gateway.session;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.protocol.order.SecurityListRequestDecoder;
import io.matchlock.protocol.segment.InstrumentDefinition;
import java.util.List;
import org.agrona.DirectBuffer;

/** Answers what is not numbered and needs no engine. */
final class Queries {
    private final SessionPort port;
    private final ServerMessages messages;

    Queries(final SessionPort port, final ServerMessages messages) {
        this.port = port;
        this.messages = messages;
    }

    void onSecurityList(final DirectBuffer buffer, final int body) {
        final long requestId =
                buffer.getLong(body + SecurityListRequestDecoder.securityReqIDEncodingOffset(), LITTLE_ENDIAN);
        final int wanted = buffer.getInt(body + SecurityListRequestDecoder.securityIDEncodingOffset(), LITTLE_ENDIAN);
        final List<InstrumentDefinition> found = port.instruments().stream()
                .filter(instrument ->
                        wanted == SecurityListRequestDecoder.securityIDNullValue() || wanted == instrument.securityId())
                .toList();
        if (found.isEmpty()) {
            messages.noSecurity(wanted, requestId, port.position());
        }
        for (int i = 0; i < found.size(); i++) {
            messages.securityDefinition(found.get(i), requestId, port.position(), found.size(), i == found.size() - 1);
        }
    }
}
