package io.matchlock.matcher.events;

import io.matchlock.engine.event.Report;
import io.matchlock.engine.request.Codes;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.order.MassActionResponse;
import io.matchlock.protocol.order.MessageHeaderEncoder;
import io.matchlock.protocol.order.OrderMassActionReportEncoder;
import org.agrona.MutableDirectBuffer;

/** Encodes OrderMassActionReport. Owned by the matcher's agent; what a client sent is given back as it came. */
final class MassActionReports {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int LENGTH = HEADER + OrderMassActionReportEncoder.BLOCK_LENGTH;

    private final EntryWriter entry;
    private final MutableDirectBuffer buffer;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OrderMassActionReportEncoder body = new OrderMassActionReportEncoder();

    MassActionReports(final EntryWriter entry) {
        this.entry = entry;
        this.buffer = entry.buffer();
    }

    void report(
            final Report head,
            final long massActionId,
            final long clOrdId,
            final int scope,
            final int securityId,
            final int side,
            final int affected,
            final int rejectReason) {
        final int offset = entry.claim(EventsEntry.REPORT, head.session(), head.ownerChainId(), head.number(), LENGTH);
        final int block = offset + HEADER;
        buffer.putLong(block + OrderMassActionReportEncoder.BLOCK_LENGTH - Long.BYTES, 0L); // what no field covers
        body.wrapAndApplyHeader(buffer, offset, header)
                .msgSeqNum(head.number())
                .massActionReportID(massActionId)
                .clOrdID(clOrdId)
                .refSeqNum(head.refSeqNum())
                .totalAffectedOrders(affected)
                .securityID(securityId)
                .massActionRejectReason(rejectReason)
                .massActionResponse(
                        rejectReason == Codes.NULL_U16 ? MassActionResponse.Accepted : MassActionResponse.Rejected);
        body.transactTime().time(head.transactTimeNs());
        buffer.putByte(block + OrderMassActionReportEncoder.massActionScopeEncodingOffset(), (byte) scope);
        buffer.putByte(block + OrderMassActionReportEncoder.sideEncodingOffset(), (byte) side);
    }
}
