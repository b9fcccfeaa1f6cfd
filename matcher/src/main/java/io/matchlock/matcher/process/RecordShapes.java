package io.matchlock.matcher.process;

import io.matchlock.protocol.internal.AccountBlockDecoder;
import io.matchlock.protocol.internal.AccountLimitsDecoder;
import io.matchlock.protocol.internal.EstablishRequestedDecoder;
import io.matchlock.protocol.internal.GatewayAliveDecoder;
import io.matchlock.protocol.internal.GatewayStartedDecoder;
import io.matchlock.protocol.internal.InstrumentChangedDecoder;
import io.matchlock.protocol.internal.InstrumentStatusChangeDecoder;
import io.matchlock.protocol.internal.LeadDecoder;
import io.matchlock.protocol.internal.MessageRefusedDecoder;
import io.matchlock.protocol.internal.NegotiateRequestedDecoder;
import io.matchlock.protocol.internal.ReleaseRequestedDecoder;
import io.matchlock.protocol.internal.RulesVersionDecoder;
import io.matchlock.protocol.internal.SegmentResumedDecoder;
import io.matchlock.protocol.internal.TickDecoder;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.order.MessageHeaderDecoder;
import io.matchlock.protocol.order.NewOrderSingleDecoder;
import io.matchlock.protocol.order.OrderCancelReplaceRequestDecoder;
import io.matchlock.protocol.order.OrderCancelRequestDecoder;
import io.matchlock.protocol.order.OrderMassActionRequestDecoder;
import java.util.Arrays;

/**
 * Checks that a record's payload is what its header says, before anybody decodes it: schema, template, block length. Owned by
 * one thread; never looks at what the fields mean.
 */
final class RecordShapes {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int UNKNOWN = -1;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final int[] internalBlockLengths = new int[RulesVersionDecoder.TEMPLATE_ID + 1];

    RecordShapes() {
        Arrays.fill(internalBlockLengths, UNKNOWN);
        internalBlockLengths[GatewayStartedDecoder.TEMPLATE_ID] = GatewayStartedDecoder.BLOCK_LENGTH;
        internalBlockLengths[GatewayAliveDecoder.TEMPLATE_ID] = GatewayAliveDecoder.BLOCK_LENGTH;
        internalBlockLengths[LeadDecoder.TEMPLATE_ID] = LeadDecoder.BLOCK_LENGTH;
        internalBlockLengths[TickDecoder.TEMPLATE_ID] = TickDecoder.BLOCK_LENGTH;
        internalBlockLengths[SegmentResumedDecoder.TEMPLATE_ID] = SegmentResumedDecoder.BLOCK_LENGTH;
        internalBlockLengths[NegotiateRequestedDecoder.TEMPLATE_ID] = NegotiateRequestedDecoder.BLOCK_LENGTH;
        internalBlockLengths[EstablishRequestedDecoder.TEMPLATE_ID] = EstablishRequestedDecoder.BLOCK_LENGTH;
        internalBlockLengths[ReleaseRequestedDecoder.TEMPLATE_ID] = ReleaseRequestedDecoder.BLOCK_LENGTH;
        internalBlockLengths[MessageRefusedDecoder.TEMPLATE_ID] = MessageRefusedDecoder.BLOCK_LENGTH;
        internalBlockLengths[InstrumentChangedDecoder.TEMPLATE_ID] = InstrumentChangedDecoder.BLOCK_LENGTH;
        internalBlockLengths[InstrumentStatusChangeDecoder.TEMPLATE_ID] = InstrumentStatusChangeDecoder.BLOCK_LENGTH;
        internalBlockLengths[AccountLimitsDecoder.TEMPLATE_ID] = AccountLimitsDecoder.BLOCK_LENGTH;
        internalBlockLengths[AccountBlockDecoder.TEMPLATE_ID] = AccountBlockDecoder.BLOCK_LENGTH;
        internalBlockLengths[RulesVersionDecoder.TEMPLATE_ID] = RulesVersionDecoder.BLOCK_LENGTH;
    }

    /** What is wrong with the entry's current record, null if nothing. */
    String fault(final OrdersEntryDecoder entry, final int index) {
        header.wrap(entry.buffer(), entry.payloadOffset());
        return switch (entry.type()) {
            case OrdersEntry.CLIENT_MESSAGE -> clientFault(entry.payloadLength());
            case OrdersEntry.INTERNAL -> internalFault(entry.payloadLength(), index);
            default -> "record type " + entry.type();
        };
    }

    /** Block length of a client message of this schema that the rules know; -1 if they don't. */
    static int clientBlockLength(final int templateId, final int version) {
        if (version > NewOrderSingleDecoder.SCHEMA_VERSION) {
            return UNKNOWN;
        }
        return switch (templateId) {
            case NewOrderSingleDecoder.TEMPLATE_ID -> NewOrderSingleDecoder.BLOCK_LENGTH;
            case OrderCancelReplaceRequestDecoder.TEMPLATE_ID -> OrderCancelReplaceRequestDecoder.BLOCK_LENGTH;
            case OrderCancelRequestDecoder.TEMPLATE_ID -> OrderCancelRequestDecoder.BLOCK_LENGTH;
            case OrderMassActionRequestDecoder.TEMPLATE_ID -> OrderMassActionRequestDecoder.BLOCK_LENGTH;
            default -> UNKNOWN;
        };
    }

    private String clientFault(final int length) {
        if (header.schemaId() != NewOrderSingleDecoder.SCHEMA_ID) {
            return "client message of schema " + header.schemaId();
        }
        return lengthFault(clientBlockLength(header.templateId(), header.version()), length);
    }

    private String internalFault(final int length, final int index) {
        if (header.schemaId() != GatewayStartedDecoder.SCHEMA_ID
                || header.version() > GatewayStartedDecoder.SCHEMA_VERSION) {
            return "internal message of schema " + header.schemaId() + " version " + header.version();
        }
        final int template = header.templateId();
        if (template >= internalBlockLengths.length || internalBlockLengths[template] == UNKNOWN) {
            return "internal message of template " + template;
        }
        if (template == GatewayStartedDecoder.TEMPLATE_ID && index != 0) {
            return "GatewayStarted behind other records";
        }
        return lengthFault(internalBlockLengths[template], length);
    }

    private String lengthFault(final int blockLength, final int length) {
        if (header.blockLength() < blockLength || HEADER + header.blockLength() > length) {
            return "message of template " + header.templateId() + " with block length " + header.blockLength() + " in "
                    + length + " bytes";
        }
        return null;
    }
}
