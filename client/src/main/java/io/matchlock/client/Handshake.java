package io.matchlock.client;

import io.matchlock.protocol.Credentials;
import io.matchlock.protocol.Sofh;
import io.matchlock.protocol.session.EstablishEncoder;
import io.matchlock.protocol.session.FlowType;
import io.matchlock.protocol.session.MessageHeaderEncoder;
import io.matchlock.protocol.session.NegotiateEncoder;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes Negotiate and Establish, signed, and knows which of them is due and at which gateway. Owned by the session's thread. */
final class Handshake {
    private final ClientSettings settings;
    private final EpochNanoClock clock;
    private final Credentials signer = new Credentials();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NegotiateEncoder negotiate = new NegotiateEncoder();
    private final EstablishEncoder establish = new EstablishEncoder();
    private final UnsafeBuffer message = new UnsafeBuffer(ByteBuffer.allocateDirect(256));
    private final UnsafeBuffer credentials = new UnsafeBuffer(new byte[Credentials.LENGTH]);
    private final byte[] sessionId = new byte[2 * Long.BYTES];
    private boolean isNegotiated;
    private long timestampNs;
    private int tries;
    private int negotiations;

    Handshake(final ClientSettings settings, final EpochNanoClock clock) {
        this.settings = settings;
        this.clock = clock;
        isNegotiated = settings.negotiated();
        negotiations = isNegotiated ? 1 : 0;
        ByteBuffer.wrap(sessionId)
                .putLong(settings.sessionId().getMostSignificantBits())
                .putLong(settings.sessionId().getLeastSignificantBits());
    }

    byte[] sessionId() {
        return sessionId;
    }

    InetSocketAddress nextGateway() {
        return settings.gateways().get(tries++ % settings.gateways().size());
    }

    boolean takeTurn() {
        return settings.credentials().takeTurn(this);
    }

    void endTurn() {
        settings.credentials().endTurn(this);
    }

    boolean isNegotiated() {
        return isNegotiated;
    }

    /** What the gateway knows of the id; a lost answer to Negotiate counts as known, Establish will tell. */
    void setNegotiated(final boolean known) {
        isNegotiated = known;
    }

    /** Whether a Negotiate may be refused because an earlier one, whose answer was lost, was accepted after all. */
    boolean isRepeated() {
        return negotiations > 1;
    }

    /** Whether an answer carries the timestamp of the last request. */
    boolean isAnswer(final long requestTimestampNs) {
        return requestTimestampNs == timestampNs;
    }

    void sendNegotiate(final Wire wire) {
        timestampNs = settings.credentials().nextTimestampNs(clock.nanoTime());
        negotiate.wrapAndApplyHeader(message, Sofh.HEADER_LENGTH, header);
        negotiate.putSessionId(sessionId, 0, sessionId.length).timestamp(timestampNs);
        negotiate.clientFlow(FlowType.Idempotent);
        sign(Credentials.NEGOTIATE_DOMAIN, NegotiateEncoder.BLOCK_LENGTH);
        negotiate.putCredentials(credentials, 0, Credentials.LENGTH);
        isNegotiated = true;
        negotiations++;
        send(wire, negotiate.limit());
    }

    void sendEstablish(final Wire wire, final long nextSeqNo) {
        timestampNs = settings.credentials().nextTimestampNs(clock.nanoTime());
        establish.wrapAndApplyHeader(message, Sofh.HEADER_LENGTH, header);
        establish.putSessionId(sessionId, 0, sessionId.length).timestamp(timestampNs);
        establish.keepaliveInterval(settings.keepalive().toMillis());
        establish.nextSeqNo(nextSeqNo);
        establish.cancelOnDisconnect(settings.cancelOnDisconnect());
        establish.cancelGracePeriod(settings.cancelGrace().toMillis());
        establish.queuedMode(settings.queuedMode());
        sign(Credentials.ESTABLISH_DOMAIN, EstablishEncoder.BLOCK_LENGTH);
        establish.putCredentials(credentials, 0, Credentials.LENGTH);
        send(wire, establish.limit());
    }

    private void sign(final String domain, final int blockLength) {
        settings.credentials().sign(signer, domain, message, Sofh.BODY_OFFSET, blockLength, credentials);
    }

    private void send(final Wire wire, final int length) {
        Sofh.write(message, 0, length);
        if (!wire.send(message, 0, length)) {
            throw new IllegalStateException("no room for the handshake in an empty send buffer");
        }
    }
}
