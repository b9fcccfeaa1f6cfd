package io.matchlock.matcher.message;

import io.matchlock.protocol.LittleEndian;
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
public final class RecordShapes {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int UNKNOWN = -1;

    private final int[] internalBlockLengths = new int[RulesVersionDecoder.TEMPLATE_ID + 1];

    /** Knows the records of this build's schemas. */
    public RecordShapes() {
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

    /**
     * Checks the entry's current record.
     *
     * @param entry at the record
     * @param index of the record in the entry, from 0
     * @return what is wrong with it, null if nothing
     */
    public String fault(final EntryRecords entry, final int index) {
        if (entry.payloadLength() < HEADER) {
            return "message in " + entry.payloadLength() + " bytes, which is less than a header";
        }
        final long header = LittleEndian.getLong(entry.payload());
        return switch (entry.type()) {
            case OrdersEntry.CLIENT_MESSAGE -> clientFault(header, entry.payloadLength());
            case OrdersEntry.INTERNAL -> internalFault(header, entry.payloadLength(), index);
            default -> "record type " + entry.type();
        };
    }

    /**
     * How long the block of a client message must be at the least.
     *
     * @param templateId of the message
     * @param version of the schema that it was written by
     * @return in bytes; -1 if this build does not know the message
     */
    public static int clientBlockLength(final int templateId, final int version) {
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

    private static String clientFault(final long header, final int length) {
        if (MessageHeader.schemaId(header) != NewOrderSingleDecoder.SCHEMA_ID) {
            return "client message of schema " + MessageHeader.schemaId(header);
        }
        return lengthFault(
                header, clientBlockLength(MessageHeader.templateId(header), MessageHeader.version(header)), length);
    }

    private String internalFault(final long header, final int length, final int index) {
        if (MessageHeader.schemaId(header) != GatewayStartedDecoder.SCHEMA_ID
                || MessageHeader.version(header) > GatewayStartedDecoder.SCHEMA_VERSION) {
            return "internal message of schema " + MessageHeader.schemaId(header) + " version "
                    + MessageHeader.version(header);
        }
        final int template = MessageHeader.templateId(header);
        if (template >= internalBlockLengths.length || internalBlockLengths[template] == UNKNOWN) {
            return "internal message of template " + template;
        }
        if (template == GatewayStartedDecoder.TEMPLATE_ID && index != 0) {
            return "GatewayStarted behind other records";
        }
        return lengthFault(header, internalBlockLengths[template], length);
    }

    private static String lengthFault(final long header, final int blockLength, final int length) {
        if (MessageHeader.blockLength(header) < blockLength || HEADER + MessageHeader.blockLength(header) > length) {
            return "message of template " + MessageHeader.templateId(header) + " with block length "
                    + MessageHeader.blockLength(header) + " in " + length + " bytes";
        }
        return null;
    }
}
