package io.matchlock.gateway.session.reply;

import io.matchlock.protocol.Sofh;
import io.matchlock.protocol.order.BooleanType;
import io.matchlock.protocol.order.MessageHeaderEncoder;
import io.matchlock.protocol.order.SecurityDefinitionEncoder;
import io.matchlock.protocol.order.SecurityTradingStatus;
import io.matchlock.protocol.segment.InstrumentDefinition;
import org.agrona.MutableDirectBuffer;

/** Writes SecurityDefinition messages, the answers to one SecurityListRequest: one for each instrument, or one that says that there is none. */
final class SecurityMessages {
    private final ServerMessages messages;
    private final long requestId;
    private final long position;

    /**
     * Begins to answer.
     *
     * @param messages of the session
     * @param requestId of the SecurityListRequest
     * @param position of the events that were seen, packed
     */
    SecurityMessages(final ServerMessages messages, final long requestId, final long position) {
        this.messages = messages;
        this.requestId = requestId;
        this.position = position;
    }

    /** One instrument of {@code total}. */
    void definition(final InstrumentDefinition instrument, final int total, final boolean last) {
        final SecurityDefinitionEncoder definition = claim().roundLot(instrument.lotSize())
                .minTradeVol(instrument.minQuantity())
                .maxTradeVol(instrument.maxQuantity())
                .securityID(instrument.securityId())
                .totNoRelatedSym(total)
                .symbol(instrument.symbol())
                .securityTradingStatus(SecurityTradingStatus.ReadyToTrade)
                .priceScale((short) instrument.priceScale())
                .quantityScale((short) instrument.quantityScale())
                .lastFragment(last ? BooleanType.True : BooleanType.False);
        definition.minPriceIncrement().mantissa(instrument.tickSize());
        definition.lowLimitPrice().mantissa(instrument.lowLimitPrice());
        definition.highLimitPrice().mantissa(instrument.highLimitPrice());
    }

    /** There is no such instrument: the answer has its id and nothing else. */
    void none(final int securityId) {
        claim().securityID(securityId)
                .totNoRelatedSym(0)
                .securityTradingStatus(SecurityTradingStatus.NotAvailableForTrading)
                .lastFragment(BooleanType.True);
    }

    /** A message of zeros, with what all answers have. */
    private SecurityDefinitionEncoder claim() {
        final int body = messages.claim(SecurityDefinitionEncoder.BLOCK_LENGTH);
        final MutableDirectBuffer buffer = messages.buffer();
        buffer.setMemory(body, Sofh.SBE_HEADER_LENGTH + SecurityDefinitionEncoder.BLOCK_LENGTH, (byte) 0);
        return new SecurityDefinitionEncoder()
                .wrapAndApplyHeader(buffer, body, new MessageHeaderEncoder())
                .securityReqID(requestId)
                .logPosition(position);
    }
}
