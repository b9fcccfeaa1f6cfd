package io.matchlock.client;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.matchlock.protocol.Credentials;
import io.matchlock.protocol.Sofh;
import io.matchlock.protocol.order.ExecutionReportEncoder;
import io.matchlock.protocol.session.EstablishDecoder;
import io.matchlock.protocol.session.EstablishmentAckEncoder;
import io.matchlock.protocol.session.EstablishmentRejectCode;
import io.matchlock.protocol.session.EstablishmentRejectEncoder;
import io.matchlock.protocol.session.MessageHeaderDecoder;
import io.matchlock.protocol.session.MessageHeaderEncoder;
import io.matchlock.protocol.session.NegotiateDecoder;
import io.matchlock.protocol.session.NegotiationRejectCode;
import io.matchlock.protocol.session.NegotiationRejectEncoder;
import io.matchlock.protocol.session.NegotiationResponseEncoder;
import io.matchlock.protocol.session.NotAppliedEncoder;
import io.matchlock.protocol.session.NotAppliedReason;
import io.matchlock.protocol.session.QueuedEncoder;
import io.matchlock.protocol.session.QueuedStatus;
import io.matchlock.protocol.session.RetransmissionEncoder;
import io.matchlock.protocol.session.RetransmitRejectCode;
import io.matchlock.protocol.session.RetransmitRejectEncoder;
import io.matchlock.protocol.session.RetransmitRequestDecoder;
import io.matchlock.protocol.session.SequenceDecoder;
import io.matchlock.protocol.session.SequenceEncoder;
import io.matchlock.protocol.session.TerminateDecoder;
import io.matchlock.protocol.session.TerminateEncoder;
import io.matchlock.protocol.session.TerminationCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A gateway that does what a test tells it, over a real socket: it checks credentials, accepts, and acknowledges unless told
 * otherwise. Allocates nothing per message once warm, apart from its list of received numbers.
 */
final class ScriptedGateway implements AutoCloseable {
    static final byte[] SECRET = "a secret of the test".getBytes(US_ASCII);
    static final String KEY_ID = "tester";

    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final List<Peer> peers = new ArrayList<>();
    private final Credentials verifier = new Credentials();
    private final UnsafeBuffer message = new UnsafeBuffer(ByteBuffer.allocateDirect(512));
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MessageHeaderDecoder inHeader = new MessageHeaderDecoder();
    private final NegotiateDecoder negotiate = new NegotiateDecoder();
    private final EstablishDecoder establish = new EstablishDecoder();
    private final QueuedEncoder queued = new QueuedEncoder();
    private final RetransmitRequestDecoder retransmit = new RetransmitRequestDecoder();
    private long lastTimestampNs;
    private boolean isDeaf;

    final List<Long> received = new ArrayList<>();
    /** SBE header and block of the last application message. */
    final UnsafeBuffer lastMessage = new UnsafeBuffer(new byte[256]);

    final List<Integer> templates = new ArrayList<>();
    final List<Long> establishNumbers = new ArrayList<>();
    /** First number and count of each. */
    final List<String> retransmitRequests = new ArrayList<>();

    boolean hasReports = true;
    boolean answersRequests = true;
    boolean acknowledges = true;
    boolean reports;
    boolean records = true;
    boolean swallowsNegotiate;
    NegotiationRejectCode rejectNegotiate;
    EstablishmentRejectCode rejectEstablish;
    long lastApplied;
    long nextReport = 1;
    long keepaliveMs = 10_000;
    int credentialFailures;

    ScriptedGateway() throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.configureBlocking(false);
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) server.getLocalAddress();
    }

    /** Reads nothing more until told to. */
    void setDeaf(final boolean deaf) {
        isDeaf = deaf;
    }

    int doWork() {
        try {
            final SocketChannel accepted = server.accept();
            if (accepted != null) {
                accepted.configureBlocking(false);
                accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
                peers.add(new Peer(accepted));
            }
            int work = 0;
            for (int i = peers.size() - 1; i >= 0 && !isDeaf; i--) {
                work += read(peers.get(i));
            }
            return work;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void dropAll() {
        peers.forEach(peer -> CloseHelper.quietClose(peer.channel));
        peers.clear();
    }

    void sendReport(final long number, final long clientNumber) {
        sendReport(number, clientNumber, 0);
    }

    /** A report whose block is longer or shorter than that of this build's schema. */
    void sendReport(final long number, final long clientNumber, final int moreBytes) {
        final io.matchlock.protocol.order.MessageHeaderEncoder orderHeader =
                new io.matchlock.protocol.order.MessageHeaderEncoder();
        message.setMemory(0, 256, (byte) 0);
        new ExecutionReportEncoder()
                .wrapAndApplyHeader(message, Sofh.HEADER_LENGTH, orderHeader)
                .msgSeqNum(number)
                .refSeqNum(clientNumber)
                .orderID(1000 + clientNumber);
        final int blockLength = ExecutionReportEncoder.BLOCK_LENGTH + moreBytes;
        orderHeader.blockLength(blockLength);
        send(peers.get(peers.size() - 1), Sofh.BODY_OFFSET + blockLength);
    }

    void sendSequence(final long next) {
        new SequenceEncoder()
                .wrapAndApplyHeader(message, Sofh.HEADER_LENGTH, header)
                .nextSeqNo(next);
        send(peers.get(peers.size() - 1), Sofh.BODY_OFFSET + SequenceEncoder.BLOCK_LENGTH);
    }

    void sendNotApplied(final long from, final long count, final NotAppliedReason reason) {
        new NotAppliedEncoder()
                .wrapAndApplyHeader(message, Sofh.HEADER_LENGTH, header)
                .fromSeqNo(from)
                .count(count)
                .reason(reason);
        send(peers.get(peers.size() - 1), Sofh.BODY_OFFSET + NotAppliedEncoder.BLOCK_LENGTH);
    }

    void sendTerminate(final TerminationCode code) {
        final TerminateEncoder encoder = new TerminateEncoder().wrapAndApplyHeader(message, Sofh.HEADER_LENGTH, header);
        encoder.code(code).reason("told by the test");
        send(peers.get(peers.size() - 1), encoder.limit());
    }

    void sendGarbage() {
        message.setMemory(0, 64, (byte) 'x');
        send(peers.get(peers.size() - 1), 0, 64);
    }

    void sendQueued(final long from, final long count) {
        final Peer peer = peers.get(peers.size() - 1);
        encodeQueued(from, count, 7);
        send(peer, Sofh.BODY_OFFSET + QueuedEncoder.BLOCK_LENGTH);
    }

    @Override
    public void close() {
        dropAll();
        CloseHelper.quietClose(server);
    }

    private int read(final Peer peer) throws IOException {
        int frames = 0;
        final int bytes = peer.channel.read(peer.inBytes);
        if (bytes < 0) {
            peer.channel.close();
            peers.remove(peer);
            return 1;
        }
        int at = 0;
        while (peer.inBytes.position() - at >= Sofh.MIN_FRAME_LENGTH
                && peer.inBytes.position() - at >= Sofh.frameLength(peer.in, at)) {
            final int length = Sofh.frameLength(peer.in, at);
            onFrame(peer, at);
            at += length;
            frames++;
        }
        peer.inBytes.limit(peer.inBytes.position()).position(at);
        peer.inBytes.compact();
        return frames;
    }

    private void onFrame(final Peer peer, final int at) {
        inHeader.wrap(peer.in, at + Sofh.HEADER_LENGTH);
        if (records) {
            templates.add(inHeader.templateId());
        }
        if (inHeader.schemaId() != NegotiateDecoder.SCHEMA_ID) {
            onApplicationMessage(peer, at);
            return;
        }
        switch (inHeader.templateId()) {
            case NegotiateDecoder.TEMPLATE_ID -> onNegotiate(peer, at);
            case EstablishDecoder.TEMPLATE_ID -> onEstablish(peer, at);
            case TerminateDecoder.TEMPLATE_ID -> sendTerminate(TerminationCode.Finished);
            case SequenceDecoder.TEMPLATE_ID -> {}
            case RetransmitRequestDecoder.TEMPLATE_ID -> onRetransmitRequest(peer, at);
            default -> throw new IllegalStateException("unexpected template " + inHeader.templateId());
        }
    }

    private void onNegotiate(final Peer peer, final int at) {
        negotiate.wrapAndApplyHeader(peer.in, at + Sofh.HEADER_LENGTH, inHeader);
        check(peer, at, Credentials.NEGOTIATE_DOMAIN, NegotiateDecoder.BLOCK_LENGTH, negotiate.timestamp());
        if (swallowsNegotiate) {
            swallowsNegotiate = false;
            dropAll();
        } else if (rejectNegotiate != null) {
            final NegotiationRejectEncoder encoder =
                    new NegotiationRejectEncoder().wrapAndApplyHeader(message, Sofh.HEADER_LENGTH, header);
            encoder.requestTimestamp(negotiate.timestamp())
                    .code(rejectNegotiate)
                    .reason("no");
            send(peer, encoder.limit());
        } else {
            final NegotiationResponseEncoder encoder =
                    new NegotiationResponseEncoder().wrapAndApplyHeader(message, Sofh.HEADER_LENGTH, header);
            encoder.requestTimestamp(negotiate.timestamp()).putCredentials(new byte[0], 0, 0);
            send(peer, encoder.limit());
        }
    }

    private void onEstablish(final Peer peer, final int at) {
        establish.wrapAndApplyHeader(peer.in, at + Sofh.HEADER_LENGTH, inHeader);
        check(peer, at, Credentials.ESTABLISH_DOMAIN, EstablishDecoder.BLOCK_LENGTH, establish.timestamp());
        establishNumbers.add(establish.nextSeqNo());
        if (rejectEstablish != null) {
            final EstablishmentRejectEncoder encoder =
                    new EstablishmentRejectEncoder().wrapAndApplyHeader(message, Sofh.HEADER_LENGTH, header);
            encoder.requestTimestamp(establish.timestamp())
                    .code(rejectEstablish)
                    .reason("no");
            send(peer, encoder.limit());
            rejectEstablish = null;
            return;
        }
        final EstablishmentAckEncoder encoder =
                new EstablishmentAckEncoder().wrapAndApplyHeader(message, Sofh.HEADER_LENGTH, header);
        encoder.requestTimestamp(establish.timestamp()).keepaliveInterval(keepaliveMs);
        encoder.nextSeqNo(nextReport).lastIncomingSeqNo(lastApplied).epoch(1);
        send(peer, encoder.limit());
    }

    private void onRetransmitRequest(final Peer peer, final int at) {
        retransmit.wrapAndApplyHeader(peer.in, at + Sofh.HEADER_LENGTH, inHeader);
        final long from = retransmit.fromSeqNo();
        final long count = retransmit.count();
        retransmitRequests.add(from + " " + count);
        if (!answersRequests) {
            return;
        }
        if (!hasReports) {
            final RetransmitRejectEncoder encoder =
                    new RetransmitRejectEncoder().wrapAndApplyHeader(message, Sofh.HEADER_LENGTH, header);
            encoder.requestTimestamp(retransmit.timestamp())
                    .code(RetransmitRejectCode.NoLongerAvailable)
                    .reason("no");
            send(peer, encoder.limit());
            return;
        }
        final RetransmissionEncoder encoder =
                new RetransmissionEncoder().wrapAndApplyHeader(message, Sofh.HEADER_LENGTH, header);
        encoder.requestTimestamp(retransmit.timestamp()).nextSeqNo(from).count(count);
        send(peer, encoder.limit());
        for (long number = from; number < from + count; number++) {
            sendReport(number, 0);
        }
    }

    private void check(
            final Peer peer, final int at, final String domain, final int blockLength, final long timestampNs) {
        final int credentials = at + Sofh.BODY_OFFSET + blockLength + Short.BYTES;
        final boolean isGood = timestampNs > lastTimestampNs
                && Credentials.keyId(peer.in, credentials).equals(KEY_ID)
                && verifier.verify(domain, SECRET, peer.in, at + Sofh.BODY_OFFSET, blockLength, peer.in, credentials);
        lastTimestampNs = timestampNs;
        credentialFailures += isGood ? 0 : 1;
    }

    private void onApplicationMessage(final Peer peer, final int at) {
        final long number = peer.in.getLong(at + Sofh.BODY_OFFSET, LITTLE_ENDIAN);
        if (records) {
            lastMessage.putBytes(
                    0, peer.in, at + Sofh.HEADER_LENGTH, Sofh.frameLength(peer.in, at) - Sofh.HEADER_LENGTH);
            received.add(number);
        }
        if (acknowledges) {
            encodeQueued(number, 1, peer.in.getLong(at + Sofh.BODY_OFFSET + Long.BYTES, LITTLE_ENDIAN));
            send(peer, Sofh.BODY_OFFSET + QueuedEncoder.BLOCK_LENGTH);
        }
    }

    private void encodeQueued(final long from, final long count, final long clOrdId) {
        queued.wrapAndApplyHeader(message, Sofh.HEADER_LENGTH, header)
                .fromSeqNo(from)
                .clOrdID(clOrdId);
        queued.receiveTime(1).queuedTime(2).count(count).status(QueuedStatus.Queued);
    }

    private void send(final Peer peer, final int length) {
        Sofh.write(message, 0, length);
        send(peer, 0, length);
    }

    private void send(final Peer peer, final int offset, final int length) {
        try {
            peer.out.putBytes(0, message, offset, length);
            peer.outBytes.clear().limit(length);
            while (peer.outBytes.hasRemaining()) {
                peer.channel.write(peer.outBytes);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Peer {
        final SocketChannel channel;
        final ByteBuffer inBytes = ByteBuffer.allocateDirect(64 * 1024);
        final ByteBuffer outBytes = ByteBuffer.allocateDirect(4096);
        final UnsafeBuffer in = new UnsafeBuffer(inBytes);
        final UnsafeBuffer out = new UnsafeBuffer(outBytes);

        Peer(final SocketChannel channel) {
            this.channel = channel;
        }
    }
}
