package io.matchlock.protocol;

import io.matchlock.protocol.order.ExecType;
import io.matchlock.protocol.order.ExecutionReportEncoder;
import io.matchlock.protocol.order.NewOrderSingleEncoder;
import io.matchlock.protocol.order.OrdStatus;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.StpInstruction;
import io.matchlock.protocol.order.TimeInForce;
import io.matchlock.protocol.session.CancelOnDisconnect;
import io.matchlock.protocol.session.Durability;
import io.matchlock.protocol.session.EstablishEncoder;
import io.matchlock.protocol.session.EstablishmentAckEncoder;
import io.matchlock.protocol.session.FlowType;
import io.matchlock.protocol.session.NegotiateEncoder;
import io.matchlock.protocol.session.NegotiationResponseEncoder;
import io.matchlock.protocol.session.QueuedEncoder;
import io.matchlock.protocol.session.QueuedMode;
import io.matchlock.protocol.session.QueuedStatus;
import io.matchlock.protocol.session.SequenceEncoder;
import io.matchlock.protocol.session.TerminateEncoder;
import io.matchlock.protocol.session.TerminationCode;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/** The session of docs/client.md, from the numbers that stand there: each frame as the codecs write it. */
final class SampleSession {
    private static final String KEY_ID = "demo";
    private static final byte HOST_TAG = 1;
    private static final byte[] SESSION_ID = HexFormat.of().parseHex("00112233445546778899aabbccddeeff");
    private static final long START_NS = 1_767_225_600_000_000_000L;
    private static final long ESTABLISHED_NS = START_NS + 1_000_000;
    private static final long ORDER_NS = START_NS + 2_000_000;
    private static final long RECEIVED_NS = START_NS + 2_100_000;
    private static final long QUEUED_NS = START_NS + 2_400_000;
    private static final int KEEPALIVE_MS = 1000;
    private static final long PRICE = 150_250_000_000L;
    private static final int QUANTITY = 100;
    private static final byte[] NONE = {};

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Sofh.MAX_FRAME_LENGTH]);
    private final io.matchlock.protocol.session.MessageHeaderEncoder header =
            new io.matchlock.protocol.session.MessageHeaderEncoder();
    private final io.matchlock.protocol.order.MessageHeaderEncoder orderHeader =
            new io.matchlock.protocol.order.MessageHeaderEncoder();
    private final Map<String, byte[]> frames = new LinkedHashMap<>();

    SampleSession() {
        negotiate();
        establish();
        order();
        execution();
        sequence();
        terminate();
    }

    /** Hands over each frame with its title. */
    void forEach(final BiConsumer<String, byte[]> target) {
        frames.forEach(target);
    }

    private void negotiate() {
        final NegotiateEncoder negotiate =
                new NegotiateEncoder().wrapAndApplyHeader(buffer, Sofh.HEADER_LENGTH, header);
        negotiate.putSessionId(SESSION_ID, 0, SESSION_ID.length).timestamp(START_NS);
        negotiate.clientFlow(FlowType.Idempotent);
        final byte[] credentials = sign(Credentials.NEGOTIATE_DOMAIN, NegotiateEncoder.BLOCK_LENGTH);
        negotiate.putCredentials(credentials, 0, credentials.length);
        add("Negotiate, from the client", negotiate.limit());

        final NegotiationResponseEncoder response =
                new NegotiationResponseEncoder().wrapAndApplyHeader(buffer, Sofh.HEADER_LENGTH, header);
        response.putSessionId(SESSION_ID, 0, SESSION_ID.length).requestTimestamp(START_NS);
        response.serverFlow(FlowType.Recoverable).putCredentials(NONE, 0, 0);
        add("NegotiationResponse, from the gateway", response.limit());
    }

    private void establish() {
        final EstablishEncoder establish =
                new EstablishEncoder().wrapAndApplyHeader(buffer, Sofh.HEADER_LENGTH, header);
        establish.putSessionId(SESSION_ID, 0, SESSION_ID.length).timestamp(ESTABLISHED_NS);
        establish.keepaliveInterval(KEEPALIVE_MS).nextSeqNo(1).cancelOnDisconnect(CancelOnDisconnect.None);
        establish.cancelGracePeriod(0).queuedMode(QueuedMode.Each);
        final byte[] credentials = sign(Credentials.ESTABLISH_DOMAIN, EstablishEncoder.BLOCK_LENGTH);
        establish.putCredentials(credentials, 0, credentials.length);
        add("Establish, from the client", establish.limit());

        final EstablishmentAckEncoder ack =
                new EstablishmentAckEncoder().wrapAndApplyHeader(buffer, Sofh.HEADER_LENGTH, header);
        ack.putSessionId(SESSION_ID, 0, SESSION_ID.length).requestTimestamp(ESTABLISHED_NS);
        ack.keepaliveInterval(KEEPALIVE_MS).nextSeqNo(1).lastIncomingSeqNo(0);
        ack.durability(Durability.Fsync).epoch(1).messageRateLimit(0);
        add("EstablishmentAck, from the gateway", ack.limit());
    }

    private void order() {
        final NewOrderSingleEncoder order =
                new NewOrderSingleEncoder().wrapAndApplyHeader(buffer, Sofh.HEADER_LENGTH, orderHeader);
        order.msgSeqNum(1).clOrdID(1).orderQty(QUANTITY).securityID(1).account(1);
        order.price().mantissa(PRICE);
        order.stopPx().mantissa(Long.MIN_VALUE);
        order.minQty(NewOrderSingleEncoder.minQtyNullValue()).displayQty(NewOrderSingleEncoder.displayQtyNullValue());
        order.sendingTime().time(ORDER_NS);
        order.expireTime().time(-1);
        order.selfMatchPreventionID(NewOrderSingleEncoder.selfMatchPreventionIDNullValue());
        order.side(Side.Buy).ordType(OrdType.Limit).timeInForce(TimeInForce.Day);
        order.execInst().clear();
        order.stpInstruction(StpInstruction.NULL_VAL).possDupFlags().clear();
        add("NewOrderSingle, from the client", order.limit());

        final QueuedEncoder queued = new QueuedEncoder().wrapAndApplyHeader(buffer, Sofh.HEADER_LENGTH, header);
        queued.fromSeqNo(1).clOrdID(1).receiveTime(RECEIVED_NS).queuedTime(QUEUED_NS);
        queued.count(1).status(QueuedStatus.Queued);
        add("Queued, from the gateway", queued.limit());
    }

    private void execution() {
        final ExecutionReportEncoder report =
                new ExecutionReportEncoder().wrapAndApplyHeader(buffer, Sofh.HEADER_LENGTH, orderHeader);
        report.msgSeqNum(1).orderID(1).execID(1).clOrdID(1).refSeqNum(1);
        report.origClOrdID(ExecutionReportEncoder.origClOrdIDNullValue());
        report.price().mantissa(PRICE);
        report.orderQty(QUANTITY).leavesQty(QUANTITY).cumQty(0);
        report.stopPx().mantissa(Long.MIN_VALUE);
        report.displayQty(ExecutionReportEncoder.displayQtyNullValue());
        report.minQty(ExecutionReportEncoder.minQtyNullValue());
        report.transactTime().time(RECEIVED_NS);
        report.expireTime().time(-1);
        report.massActionReportID(ExecutionReportEncoder.massActionReportIDNullValue());
        report.securityID(1).account(1);
        report.execRestatementReason(ExecutionReportEncoder.execRestatementReasonNullValue());
        report.execType(ExecType.New).ordStatus(OrdStatus.New).side(Side.Buy);
        report.ordType(OrdType.Limit)
                .timeInForce(TimeInForce.Day)
                .possDupFlags()
                .clear();
        add("ExecutionReport, from the gateway", report.limit());
    }

    private void sequence() {
        final SequenceEncoder sequence = new SequenceEncoder().wrapAndApplyHeader(buffer, Sofh.HEADER_LENGTH, header);
        sequence.nextSeqNo(2);
        add("Sequence, from the client", sequence.limit());
    }

    private void terminate() {
        add("Terminate, from the client", terminate(""));
        add("Terminate, from the gateway", terminate("as asked"));
    }

    private int terminate(final String reason) {
        final TerminateEncoder terminate =
                new TerminateEncoder().wrapAndApplyHeader(buffer, Sofh.HEADER_LENGTH, header);
        terminate.putSessionId(SESSION_ID, 0, SESSION_ID.length);
        return terminate.code(TerminationCode.Finished).reason(reason).limit();
    }

    /** Credentials for the message in the buffer, whose secret is the bytes 0 to 31. */
    private byte[] sign(final String domain, final int blockLength) {
        final byte[] secret = new byte[Credentials.HMAC_LENGTH];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) i;
        }
        final byte[] credentials = new byte[Credentials.LENGTH];
        new Credentials()
                .sign(
                        domain,
                        KEY_ID,
                        HOST_TAG,
                        secret,
                        buffer,
                        Sofh.BODY_OFFSET,
                        blockLength,
                        new UnsafeBuffer(credentials),
                        0);
        return credentials;
    }

    private void add(final String title, final int length) {
        Sofh.write(buffer, 0, length);
        frames.put(title, Arrays.copyOf(buffer.byteArray(), length));
        buffer.setMemory(0, buffer.capacity(), (byte) 0);
    }
}
