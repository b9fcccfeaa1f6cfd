package io.matchlock.gateway.testing;

import io.matchlock.protocol.internal.BindResult;
import io.matchlock.protocol.internal.EstablishRequestedDecoder;
import io.matchlock.protocol.internal.GatewayAcceptedEncoder;
import io.matchlock.protocol.internal.GatewayStartedDecoder;
import io.matchlock.protocol.internal.LeadDecoder;
import io.matchlock.protocol.internal.LeaderToldEncoder;
import io.matchlock.protocol.internal.MessageHeaderDecoder;
import io.matchlock.protocol.internal.MessageHeaderEncoder;
import io.matchlock.protocol.internal.MessageRefusedDecoder;
import io.matchlock.protocol.internal.NegotiateRequestedDecoder;
import io.matchlock.protocol.internal.NegotiationResult;
import io.matchlock.protocol.internal.ReleaseRequestedDecoder;
import io.matchlock.protocol.internal.SessionBoundEncoder;
import io.matchlock.protocol.internal.SessionNegotiatedEncoder;
import io.matchlock.protocol.internal.SessionUnboundEncoder;
import io.matchlock.protocol.internal.TickDecoder;
import io.matchlock.protocol.internal.TimeToldEncoder;
import io.matchlock.protocol.internal.UnbindReason;
import io.matchlock.protocol.log.ChainId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.order.BusinessMessageRejectEncoder;
import io.matchlock.protocol.order.ExecType;
import io.matchlock.protocol.order.ExecutionReportEncoder;
import io.matchlock.protocol.order.OrdStatus;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Plays the engine's side of chains, sessions and numbers, and answers each client message with one report. No orders, no
 * books. One thread; {@link #applied} may be read by any.
 */
final class FakeEngine {
    /** Each client message that had an effect, as {@code session:number}. */
    final ConcurrentLinkedQueue<String> applied = new ConcurrentLinkedQueue<>();

    private final EventsEntryWriter events = new EventsEntryWriter();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MessageHeaderDecoder headerIn = new MessageHeaderDecoder();
    private final Map<Integer, Chain> chains = new HashMap<>();
    private final Map<String, Session> sessions = new HashMap<>();
    private final Map<Integer, Session> byNumber = new HashMap<>();
    private long term;
    private int leader;
    private long engineTime;
    private OrdersEntryDecoder cause;

    private static final class Chain {
        private long incarnation;
        private long last;
        private long startTime;
    }

    private static final class Session {
        private int number;
        private String key = "";
        private int owner;
        private long lastIncoming;
        private long nextReport = 1;
    }

    /** Applies an entry and writes its events; returns their length. */
    int apply(final long id, final OrdersEntryDecoder entry) {
        cause = entry;
        entry.rewind();
        if (entry.kind() == OrdersEntry.GENESIS) {
            events.begin(id, entry, false);
            return events.end();
        }
        final boolean opens = entry.batchNumber() == 1;
        final Chain chain = chains.computeIfAbsent(entry.chainId(), key -> new Chain());
        final boolean refused = opens && !accepts(chain, entry);
        final boolean isVoid = refused
                || (!opens && (chain.incarnation != entry.incarnation() || chain.last + 1 != entry.batchNumber()));
        events.begin(id, entry, isVoid);
        if (opens) {
            entry.rewind();
            accepted(chain, !refused);
        }
        if (!isVoid) {
            chain.last = entry.batchNumber();
            entry.rewind();
            while (entry.next()) {
                record();
            }
        }
        return events.end();
    }

    EventsEntryWriter events() {
        return events;
    }

    /** The engine forgets a chain, as if it had fenced it. */
    void fence(final int chainId) {
        chains.remove(chainId);
        sessions.values().forEach(session -> session.owner = session.owner == chainId ? 0 : session.owner);
    }

    private boolean accepts(final Chain chain, final OrdersEntryDecoder entry) {
        entry.next();
        final GatewayStartedDecoder started =
                new GatewayStartedDecoder().wrapAndApplyHeader(entry.buffer(), entry.payloadOffset(), headerIn);
        final boolean accepts = started.startTime() > chain.startTime;
        if (accepts) {
            chain.incarnation = entry.incarnation();
            chain.startTime = started.startTime();
            sessions.values().forEach(s -> s.owner = s.owner == entry.chainId() ? 0 : s.owner);
        }
        return accepts;
    }

    private void accepted(final Chain chain, final boolean isAccepted) {
        final int at = control(cause.chainId(), GatewayAcceptedEncoder.BLOCK_LENGTH);
        new GatewayAcceptedEncoder()
                .wrapAndApplyHeader(events.buffer(), at, header)
                .incarnation(cause.incarnation())
                .startTime(chain.startTime)
                .accepted((short) (isAccepted ? 1 : 0))
                .term(term)
                .engineTime(engineTime)
                .leader(leader);
    }

    private void record() {
        if (cause.type() == OrdersEntry.CLIENT_MESSAGE) {
            message(false);
            return;
        }
        headerIn.wrap(cause.buffer(), cause.payloadOffset());
        switch (headerIn.templateId()) {
            case LeadDecoder.TEMPLATE_ID -> lead();
            case TickDecoder.TEMPLATE_ID -> tick();
            case NegotiateRequestedDecoder.TEMPLATE_ID -> negotiate();
            case EstablishRequestedDecoder.TEMPLATE_ID -> establish();
            case ReleaseRequestedDecoder.TEMPLATE_ID -> release();
            case MessageRefusedDecoder.TEMPLATE_ID -> message(true);
            default -> {
                // asks for no answer
            }
        }
    }

    private void lead() {
        final long bid = new LeadDecoder()
                .wrapAndApplyHeader(cause.buffer(), cause.payloadOffset(), headerIn)
                .term();
        if (bid == term + 1) {
            term = bid;
            leader = cause.chainId();
        }
        final int at = control(ChainId.ALL, LeaderToldEncoder.BLOCK_LENGTH);
        new LeaderToldEncoder()
                .wrapAndApplyHeader(events.buffer(), at, header)
                .term(term)
                .engineTime(engineTime)
                .leader(leader);
    }

    private void tick() {
        final TickDecoder tick = new TickDecoder().wrapAndApplyHeader(cause.buffer(), cause.payloadOffset(), headerIn);
        if (tick.term() == term && leader == cause.chainId() && tick.time() > engineTime) {
            engineTime = tick.time();
            final int at = control(ChainId.ALL, TimeToldEncoder.BLOCK_LENGTH);
            new TimeToldEncoder()
                    .wrapAndApplyHeader(events.buffer(), at, header)
                    .term(term)
                    .engineTime(engineTime)
                    .leader(leader);
        }
    }

    private void negotiate() {
        final NegotiateRequestedDecoder asked =
                new NegotiateRequestedDecoder().wrapAndApplyHeader(cause.buffer(), cause.payloadOffset(), headerIn);
        final String id = asked.sessionIdHigh() + "/" + asked.sessionIdLow();
        final boolean fresh = !sessions.containsKey(id);
        if (fresh) {
            final Session session = new Session();
            session.number = sessions.size() + 1;
            session.key = asked.accessKeyId();
            sessions.put(id, session);
            byNumber.put(session.number, session);
        }
        final int at = control(cause.chainId(), SessionNegotiatedEncoder.BLOCK_LENGTH);
        new SessionNegotiatedEncoder()
                .wrapAndApplyHeader(events.buffer(), at, header)
                .connectionId(asked.connectionId())
                .sessionIdHigh(asked.sessionIdHigh())
                .sessionIdLow(asked.sessionIdLow())
                .timestamp(asked.timestamp())
                .sessionNumber(fresh ? sessions.size() : 0)
                .result(fresh ? NegotiationResult.Accepted : NegotiationResult.DuplicateId);
    }

    private void establish() {
        final EstablishRequestedDecoder asked =
                new EstablishRequestedDecoder().wrapAndApplyHeader(cause.buffer(), cause.payloadOffset(), headerIn);
        final Session session = sessions.get(asked.sessionIdHigh() + "/" + asked.sessionIdLow());
        BindResult result = BindResult.Bound;
        if (session == null) {
            result = BindResult.Unnegotiated;
        } else if (session.owner != 0) {
            result = BindResult.AlreadyEstablished;
        } else if (!session.key.equals(asked.accessKeyId())) {
            result = BindResult.Credentials;
        } else {
            session.owner = cause.chainId();
        }
        final int at = control(cause.chainId(), SessionBoundEncoder.BLOCK_LENGTH);
        new SessionBoundEncoder()
                .wrapAndApplyHeader(events.buffer(), at, header)
                .connectionId(asked.connectionId())
                .sessionIdHigh(asked.sessionIdHigh())
                .sessionIdLow(asked.sessionIdLow())
                .timestamp(asked.timestamp())
                .lastIncomingSeqNo(session == null ? 0 : session.lastIncoming)
                .nextSeqNo(session == null ? 0 : session.nextReport)
                .sessionNumber(session == null ? 0 : session.number)
                .result(result);
    }

    private void release() {
        final Session session = byNumber.get(cause.session());
        if (session != null && session.owner == cause.chainId()) {
            session.owner = 0;
            final int at = control(cause.chainId(), SessionUnboundEncoder.BLOCK_LENGTH);
            new SessionUnboundEncoder()
                    .wrapAndApplyHeader(events.buffer(), at, header)
                    .sessionNumber(session.number)
                    .reason(UnbindReason.Released);
        }
    }

    private void message(final boolean isRefusal) {
        final Session session = byNumber.get(cause.session());
        if (session == null || session.owner != cause.chainId() || cause.clientNumber() <= session.lastIncoming) {
            return;
        }
        session.lastIncoming = cause.clientNumber();
        applied.add(session.number + ":" + cause.clientNumber());
        final long clOrdId =
                cause.buffer().getLong(cause.payloadOffset() + (isRefusal ? 8 : 16), ByteOrder.LITTLE_ENDIAN);
        final var orderHeader = new io.matchlock.protocol.order.MessageHeaderEncoder();
        if (isRefusal) {
            final int at = report(session, BusinessMessageRejectEncoder.BLOCK_LENGTH + 1);
            new BusinessMessageRejectEncoder()
                    .wrapAndApplyHeader(events.buffer(), at, orderHeader)
                    .msgSeqNum(session.nextReport++)
                    .refSeqNum(cause.clientNumber())
                    .businessRejectRefID(clOrdId)
                    .businessRejectReason(new MessageRefusedDecoder()
                            .wrapAndApplyHeader(cause.buffer(), cause.payloadOffset(), headerIn)
                            .reason());
        } else {
            final int at = report(session, ExecutionReportEncoder.BLOCK_LENGTH);
            new ExecutionReportEncoder()
                    .wrapAndApplyHeader(events.buffer(), at, orderHeader)
                    .msgSeqNum(session.nextReport++)
                    .refSeqNum(cause.clientNumber())
                    .clOrdID(clOrdId)
                    .account(session.number)
                    .execType(ExecType.New)
                    .ordStatus(OrdStatus.New);
        }
    }

    private int control(final int owner, final int blockLength) {
        return events.record(EventsEntry.CONTROL, 0, owner, 0, MessageHeaderEncoder.ENCODED_LENGTH + blockLength);
    }

    private int report(final Session session, final int bodyLength) {
        return events.record(
                EventsEntry.REPORT,
                session.number,
                session.owner,
                session.nextReport,
                MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
    }
}
