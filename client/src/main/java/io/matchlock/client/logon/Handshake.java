package io.matchlock.client.logon;

import io.matchlock.client.wire.Wire;
import io.matchlock.protocol.Credentials;
import io.matchlock.protocol.Sofh;
import io.matchlock.protocol.session.EstablishEncoder;
import io.matchlock.protocol.session.EstablishmentRejectCode;
import io.matchlock.protocol.session.FlowType;
import io.matchlock.protocol.session.MessageHeaderEncoder;
import io.matchlock.protocol.session.NegotiateEncoder;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes Negotiate and Establish, signed, and knows which of them is due and at which gateway. Owned by the session's thread. */
public final class Handshake {
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
    private boolean isEstablished;
    private boolean isUsed;
    private boolean isOver;
    private long timestampNs;
    private int tries;
    private int negotiations;

    /**
     * Nothing was sent yet.
     *
     * @param settings of the session
     * @param clock UTC, for timestamps
     */
    public Handshake(final ClientSettings settings, final EpochNanoClock clock) {
        this.settings = settings;
        this.clock = clock;
        isUsed = settings.identity().wasEstablished();
        isNegotiated = isUsed;
        negotiations = isNegotiated ? 1 : 0;
        ByteBuffer.wrap(sessionId)
                .putLong(settings.sessionId().getMostSignificantBits())
                .putLong(settings.sessionId().getLeastSignificantBits());
    }

    /** The session is established: from here it may have sent orders. */
    public void onEstablished() {
        isEstablished = true;
        isUsed = true;
    }

    /**
     * Establish was rejected. A session that is not known must be negotiated, but one that was used is over: nobody can tell which of
     * its messages were executed, and they must not go out again in a new session of the same id.
     *
     * @param code why
     */
    public void onRejected(final EstablishmentRejectCode code) {
        if (code == EstablishmentRejectCode.Unnegotiated) {
            isOver = isUsed;
            isNegotiated = isUsed;
        } else if (code == EstablishmentRejectCode.Finalized) {
            isOver = true;
        }
    }

    /** {@return whether the session has ended for good, or is not known any more} */
    public boolean isOver() {
        return isOver;
    }

    /** {@return the session's id as it goes out, 16 bytes} */
    public byte[] sessionId() {
        return sessionId;
    }

    /** {@return the gateway to try now; each call gives the next one} */
    public InetSocketAddress nextGateway() {
        return settings.gateways().get(tries++ % settings.gateways().size());
    }

    /** {@return whether this session may use the key; if not, ask again later} */
    public boolean takeTurn() {
        return settings.credentials().takeTurn(this);
    }

    /** Lets other sessions use the key. */
    public void endTurn() {
        settings.credentials().endTurn(this);
    }

    /** {@return the time, UTC} */
    public long nowNs() {
        return clock.nanoTime();
    }

    /** {@return whether Establish is due, and not Negotiate} */
    public boolean isNegotiated() {
        return isNegotiated;
    }

    /** {@return whether a Negotiate may be refused because an earlier one, whose answer was lost, was accepted} */
    public boolean isRepeated() {
        return negotiations > 1;
    }

    /**
     * Whether an answer is that to the last request.
     *
     * @param requestTimestampNs that it carries
     * @return whether it is the last request's
     */
    public boolean isAnswer(final long requestTimestampNs) {
        return requestTimestampNs == timestampNs;
    }

    /**
     * Sends Negotiate.
     *
     * @param wire with an empty send buffer
     */
    public void sendNegotiate(final Wire wire) {
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

    /**
     * Sends Establish.
     *
     * @param wire with room for it
     * @param nextSeqNo client number of the next message; not said as long as only an earlier run knows it
     */
    public void sendEstablish(final Wire wire, final long nextSeqNo) {
        timestampNs = settings.credentials().nextTimestampNs(clock.nanoTime());
        establish.wrapAndApplyHeader(message, Sofh.HEADER_LENGTH, header);
        establish.putSessionId(sessionId, 0, sessionId.length).timestamp(timestampNs);
        establish.keepaliveInterval(settings.times().keepalive().toMillis());
        final boolean asks = settings.identity().wasEstablished() && !isEstablished;
        establish.nextSeqNo(asks ? EstablishEncoder.nextSeqNoNullValue() : nextSeqNo);
        establish.cancelOnDisconnect(settings.lostConnection().cancelOnDisconnect());
        establish.cancelGracePeriod(settings.lostConnection().cancelGrace().toMillis());
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
