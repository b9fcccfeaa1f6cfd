package io.matchlock.exchange.inspect;

import io.matchlock.log.entry.EntryHandler;
import io.matchlock.protocol.internal.InstrumentChangedDecoder;
import io.matchlock.protocol.internal.MessageHeaderDecoder;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.segment.InstrumentDefinition;
import io.matchlock.protocol.segment.InstrumentRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import org.agrona.DirectBuffer;

/**
 * Decimals of instruments' quantities: of those that the segment began with, and of those that were added since. When
 * an unknown instrument comes up, the whole log is searched for later additions, once.
 */
public final class QuantityScales implements IntUnaryOperator {
    private final Map<Integer, Integer> scales = new HashMap<>();
    private final Consumer<EntryHandler> orders;
    private final OrdersEntryDecoder entry = new OrdersEntryDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private boolean isRead;

    /**
     * Scales.
     *
     * @param genesis instruments that the segment began with
     * @param orders hands all entries of the orders stream to a handler
     */
    public QuantityScales(final List<InstrumentDefinition> genesis, final Consumer<EntryHandler> orders) {
        this.orders = orders;
        genesis.forEach(instrument -> scales.put(instrument.securityId(), instrument.quantityScale()));
    }

    /**
     * Looks an instrument up.
     *
     * @param securityId of the instrument
     * @return decimals of its quantities; 0, so that they are shown as they stand, if there is no such instrument
     */
    @Override
    public int applyAsInt(final int securityId) {
        if (!isRead && !scales.containsKey(securityId)) {
            isRead = true;
            orders.accept(this::onEntry);
        }
        return scales.getOrDefault(securityId, 0);
    }

    private void onEntry(final long id, final DirectBuffer buffer, final int offset, final int length) {
        if (entry.wrap(buffer, offset, length) != null) {
            return; // not sound, which whoever prints it says
        }
        while (entry.next()) {
            header.wrap(entry.buffer(), entry.payloadOffset());
            if (header.templateId() == InstrumentChangedDecoder.TEMPLATE_ID
                    && header.schemaId() == InstrumentChangedDecoder.SCHEMA_ID) {
                final InstrumentDefinition added = InstrumentRecord.decode(entry.buffer(), entry.payloadOffset());
                scales.putIfAbsent(added.securityId(), added.quantityScale());
            }
        }
    }
}
