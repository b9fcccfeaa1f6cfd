package io.matchlock.audit.sim.check;

import io.matchlock.protocol.internal.BindResult;
import io.matchlock.protocol.internal.EstablishRequestedDecoder;
import io.matchlock.protocol.internal.MessageHeaderDecoder;
import io.matchlock.protocol.internal.SessionBoundDecoder;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Finds out from the log which session got which number from the engine, by the connection that asked. */
final class SessionNumbers {
    private final Function<UUID, SessionHistory> sessions;
    private final Map<Asker, UUID> askers = new HashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EstablishRequestedDecoder request = new EstablishRequestedDecoder();
    private final SessionBoundDecoder bound = new SessionBoundDecoder();

    private record Asker(int chainId, long connectionId) {}

    SessionNumbers(final Function<UUID, SessionHistory> sessions) {
        this.sessions = sessions;
    }

    void onOrders(final OrdersEntryDecoder orders) {
        orders.rewind();
        while (orders.next()) {
            header.wrap(orders.buffer(), orders.payloadOffset());
            if (orders.type() == OrdersEntry.INTERNAL && header.templateId() == EstablishRequestedDecoder.TEMPLATE_ID) {
                request.wrapAndApplyHeader(orders.buffer(), orders.payloadOffset(), header);
                askers.put(
                        new Asker(orders.chainId(), request.connectionId()),
                        new UUID(request.sessionIdHigh(), request.sessionIdLow()));
            }
        }
    }

    void onEvents(final EventsEntryDecoder events, final Map<Integer, SessionHistory> byNumber) {
        events.rewind();
        while (events.next()) {
            header.wrap(events.buffer(), events.payloadOffset());
            if (events.type() == EventsEntry.CONTROL && header.templateId() == SessionBoundDecoder.TEMPLATE_ID) {
                bound.wrapAndApplyHeader(events.buffer(), events.payloadOffset(), header);
                final UUID session = askers.get(new Asker(events.owner(), bound.connectionId()));
                if (bound.result() == BindResult.Bound && session != null) {
                    byNumber.put((int) bound.sessionNumber(), sessions.apply(session));
                }
            }
        }
    }
}
