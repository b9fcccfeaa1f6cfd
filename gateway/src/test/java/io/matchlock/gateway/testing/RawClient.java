package io.matchlock.gateway.testing;

import io.matchlock.protocol.MessageShape;
import io.matchlock.protocol.Sofh;
import io.matchlock.protocol.order.MassActionScope;
import io.matchlock.protocol.order.OrderMassActionRequestEncoder;
import io.matchlock.protocol.order.SecurityListRequestEncoder;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.session.EstablishmentAckDecoder;
import io.matchlock.protocol.session.FinishedSendingEncoder;
import io.matchlock.protocol.session.MessageHeaderDecoder;
import io.matchlock.protocol.session.MessageHeaderEncoder;
import io.matchlock.protocol.session.NegotiationResponseDecoder;
import io.matchlock.protocol.session.QueuedMode;
import io.matchlock.protocol.session.RetransmitRequestEncoder;
import io.matchlock.protocol.session.SequenceEncoder;
import io.matchlock.protocol.session.TerminateDecoder;
import io.matchlock.protocol.session.TerminateEncoder;
import io.matchlock.protocol.session.TerminationCode;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteOrder;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;

/** A client that says what it is told to, byte by byte, and reads frame by frame. One thread. */
public final class RawClient implements AutoCloseable {
    private static final AtomicLong LAST_TIMESTAMP = new AtomicLong();
    private static final int TIMEOUT_MS = 10_000;

    public final UUID sessionId;
    public final UnsafeBuffer out;
    private final ClientFrames frames;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final io.matchlock.protocol.order.MessageHeaderEncoder orderHeader =
            new io.matchlock.protocol.order.MessageHeaderEncoder();
    private final Socket socket;
    private final DataInputStream in;
    /** Of the Terminate that was read last. */
    public String lastReason;

    public RawClient(final int port) throws IOException {
        this(port, UUID.randomUUID());
    }

    public RawClient(final int port, final UUID sessionId) throws IOException {
        this.sessionId = sessionId;
        frames = new ClientFrames(sessionId);
        out = frames.out;
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Negotiates and establishes; returns lastIncomingSeqNo. */
    public long logOn() throws IOException {
        return logOn(QueuedMode.Each);
    }

    /** Negotiates and establishes; returns lastIncomingSeqNo. */
    public long logOn(final QueuedMode mode) throws IOException {
        negotiate();
        read().expect(MessageShape.SESSION_SCHEMA, NegotiationResponseDecoder.TEMPLATE_ID);
        return establish(mode);
    }

    /** Establishes; returns lastIncomingSeqNo. */
    public long establish(final QueuedMode mode) throws IOException {
        sendEstablish(10_000, mode);
        final Frame answer = read();
        answer.expect(MessageShape.SESSION_SCHEMA, EstablishmentAckDecoder.TEMPLATE_ID);
        return new EstablishmentAckDecoder()
                .wrapAndApplyHeader(answer.bytes(), 0, new MessageHeaderDecoder())
                .lastIncomingSeqNo();
    }

    public void negotiate() throws IOException {
        send(encodeNegotiate(timestamp(), Segment.KEY_ID, Segment.SECRET));
    }

    /** Writes a Negotiate to {@link #out}; returns the frame's length. */
    public int encodeNegotiate(final long timestampNs, final String key, final byte[] secret) {
        return frames.negotiate(timestampNs, key, secret);
    }

    public void sendEstablish(final long keepaliveMs, final QueuedMode mode) throws IOException {
        send(frames.establish(timestamp(), keepaliveMs, mode));
    }

    public void order(final long number, final long clOrdId) throws IOException {
        send(encodeOrder(0, number, clOrdId, Segment.ACCOUNT, 0));
    }

    /** Writes an order to {@link #out}; returns where the next frame goes. */
    public int encodeOrder(
            final int offset, final long number, final long clOrdId, final int account, final int possDupFlags) {
        return frames.order(offset, number, clOrdId, 100, account, possDupFlags != 0);
    }

    public void cancel(final long number, final long clOrdId) throws IOException {
        send(frames.cancel(0, number, clOrdId, 1));
    }

    public void massCancel(final long number, final long clOrdId, final MassActionScope scope) throws IOException {
        new OrderMassActionRequestEncoder()
                .wrapAndApplyHeader(out, Sofh.HEADER_LENGTH, orderHeader)
                .msgSeqNum(number)
                .clOrdID(clOrdId)
                .securityID(OrderMassActionRequestEncoder.securityIDNullValue())
                .account(OrderMassActionRequestEncoder.accountNullValue())
                .massActionScope(scope)
                .side(Side.NULL_VAL);
        final int length = Sofh.BODY_OFFSET + OrderMassActionRequestEncoder.BLOCK_LENGTH;
        Sofh.write(out, 0, length);
        send(length);
    }

    public void securityList() throws IOException {
        securityList(SecurityListRequestEncoder.securityIDNullValue());
    }

    public void securityList(final int securityId) throws IOException {
        new SecurityListRequestEncoder()
                .wrapAndApplyHeader(out, Sofh.HEADER_LENGTH, orderHeader)
                .securityReqID(5)
                .securityID(securityId);
        final int length = Sofh.BODY_OFFSET + SecurityListRequestEncoder.BLOCK_LENGTH;
        Sofh.write(out, 0, length);
        send(length);
    }

    public void sequence(final long next) throws IOException {
        new SequenceEncoder()
                .wrapAndApplyHeader(out, Sofh.HEADER_LENGTH, header)
                .nextSeqNo(next);
        final int length = Sofh.BODY_OFFSET + SequenceEncoder.BLOCK_LENGTH;
        Sofh.write(out, 0, length);
        send(length);
    }

    public void terminate() throws IOException {
        new TerminateEncoder()
                .wrapAndApplyHeader(out, Sofh.HEADER_LENGTH, header)
                .code(TerminationCode.Finished)
                .reason("");
        final int length = Sofh.BODY_OFFSET + TerminateEncoder.BLOCK_LENGTH + 2;
        Sofh.write(out, 0, length);
        send(length);
    }

    public void retransmit(final UUID session, final long from, final long count) throws IOException {
        new RetransmitRequestEncoder()
                .wrapAndApplyHeader(out, Sofh.HEADER_LENGTH, header)
                .timestamp(77)
                .fromSeqNo(from)
                .count(count);
        final int id = Sofh.BODY_OFFSET + RetransmitRequestEncoder.sessionIdEncodingOffset();
        out.putLong(id, session.getMostSignificantBits(), ByteOrder.BIG_ENDIAN);
        out.putLong(id + Long.BYTES, session.getLeastSignificantBits(), ByteOrder.BIG_ENDIAN);
        final int length = Sofh.BODY_OFFSET + RetransmitRequestEncoder.BLOCK_LENGTH;
        Sofh.write(out, 0, length);
        send(length);
    }

    /** Says that nothing more comes in this session. */
    public void finish() throws IOException {
        finish(sessionId, FinishedSendingEncoder.lastSeqNoNullValue());
    }

    /** Says that nothing more comes in a session, and which was the last message. */
    public void finish(final UUID session, final long lastSeqNo) throws IOException {
        new FinishedSendingEncoder()
                .wrapAndApplyHeader(out, Sofh.HEADER_LENGTH, header)
                .lastSeqNo(lastSeqNo);
        final int id = Sofh.BODY_OFFSET + FinishedSendingEncoder.sessionIdEncodingOffset();
        out.putLong(id, session.getMostSignificantBits(), ByteOrder.BIG_ENDIAN);
        out.putLong(id + Long.BYTES, session.getLeastSignificantBits(), ByteOrder.BIG_ENDIAN);
        final int length = Sofh.BODY_OFFSET + FinishedSendingEncoder.BLOCK_LENGTH;
        Sofh.write(out, 0, length);
        send(length);
    }

    /** Whether something has come that was not read. */
    public boolean available() throws IOException {
        return socket.getInputStream().available() > 0;
    }

    /** Sends the first bytes of {@link #out}. */
    public void send(final int length) throws IOException {
        socket.getOutputStream().write(out.byteArray(), 0, length);
    }

    public void send(final byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The next frame; null at the end of the stream. */
    public Frame read() throws IOException {
        final byte[] sofh = new byte[Sofh.HEADER_LENGTH];
        try {
            in.readFully(sofh);
        } catch (final EOFException e) {
            return null;
        }
        final byte[] message = new byte[Sofh.frameLength(new UnsafeBuffer(sofh), 0) - Sofh.HEADER_LENGTH];
        in.readFully(message);
        return new Frame(new UnsafeBuffer(message));
    }

    /** Reads until Terminate and the end of the stream; returns the code. A Terminate must say why. */
    public TerminationCode readTerminate() throws IOException {
        TerminationCode code = null;
        for (Frame frame = read(); frame != null; frame = read()) {
            if (frame.is(MessageShape.SESSION_SCHEMA, TerminateDecoder.TEMPLATE_ID)) {
                code = code(frame);
                lastReason = terminate(frame).reason();
                if (lastReason.isBlank()) {
                    throw new AssertionError("Terminate " + code + " without a reason");
                }
            }
        }
        return code;
    }

    /** The code of a Terminate. */
    public static TerminationCode code(final Frame frame) {
        return terminate(frame).code();
    }

    private static TerminateDecoder terminate(final Frame frame) {
        return new TerminateDecoder().wrapAndApplyHeader(frame.bytes(), 0, new MessageHeaderDecoder());
    }

    /** Says that nothing more comes, and reads on. */
    public void shutDownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** A timestamp newer than all before. */
    public static long timestamp() {
        return LAST_TIMESTAMP.updateAndGet(last -> Math.max(last + 1, System.currentTimeMillis() * 1_000_000L));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A message that came. */
    public record Frame(UnsafeBuffer bytes) {
        public boolean is(final int schema, final int template) {
            return MessageShape.schemaId(bytes, 0) == schema && MessageShape.templateId(bytes, 0) == template;
        }

        public void expect(final int schema, final int template) {
            if (!is(schema, template)) {
                throw new AssertionError("expected " + schema + "/" + template + ", got "
                        + MessageShape.schemaId(bytes, 0) + "/" + MessageShape.templateId(bytes, 0));
            }
        }
    }
}
