package io.matchlock.gateway.events;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.log.report.ReportTail;
import io.matchlock.protocol.log.ChainId;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.OrdersEntry;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongArrayList;

/** Hands the records of events entries to the loops that they are for. Owned by the events poller's thread. */
final class EventsDispatcher implements EventsFollower.Sink {
    /** The one that may lead, and carries on what the engine has left, whoever has caused it. */
    private static final int LEADING_LOOP = 0;

    private final int gatewayId;
    private final List<LoopMailbox> mailboxes;
    private final ReportTail tail;
    /** Of each report of the entry its session and its number. */
    private final LongArrayList reports = new LongArrayList();

    private int entryLength;
    /** Of the loop whose batch caused the entry, null if that is none of ours. */
    private LoopMailbox causing;

    private long incarnation;
    private long batchNumber;

    EventsDispatcher(final int gatewayId, final List<LoopMailbox> mailboxes, final ReportTail tail) {
        this.gatewayId = gatewayId;
        this.tail = tail;
        this.mailboxes = List.copyOf(mailboxes);
    }

    /** Whether bytes are whole records, behind a header if they begin the entry. */
    static boolean isSound(final int entryOffset, final DirectBuffer buffer, final int offset, final int length) {
        int position = entryOffset == 0 ? EventsEntry.HEADER_LENGTH : 0;
        while (length - position >= EventsEntry.RECORD_HEADER_LENGTH) {
            final int recordLength = recordLength(buffer, offset + position);
            if (recordLength < EventsEntry.RECORD_HEADER_LENGTH) {
                return false;
            }
            position += OrdersEntry.align(recordLength);
            if (position < 0) {
                return false;
            }
        }
        return position == length;
    }

    @Override
    public void onBytes(
            final long causeId, final int entryOffset, final DirectBuffer buffer, final int offset, final int length) {
        int position = offset;
        if (entryOffset == 0) {
            onHeader(buffer, offset);
            position += EventsEntry.HEADER_LENGTH;
            reports.clear();
        }
        entryLength = entryOffset + length;
        while (position < offset + length) {
            final int recordLength = recordLength(buffer, position);
            if (recordLength < EventsEntry.RECORD_HEADER_LENGTH) {
                throw new IllegalStateException(
                        "events of " + EntryId.format(causeId) + " came in parts that don't belong together");
            }
            onRecord(causeId, buffer, position, recordLength);
            position += OrdersEntry.align(recordLength);
        }
    }

    void wake() {
        for (int i = 0; i < mailboxes.size(); i++) {
            mailboxes.get(i).wake();
        }
    }

    private void onHeader(final DirectBuffer buffer, final int offset) {
        causing = mailbox(buffer.getInt(offset + EventsEntry.CHAIN_OFFSET, LITTLE_ENDIAN));
        if (causing != null) {
            incarnation = buffer.getLong(offset + EventsEntry.INCARNATION_OFFSET, LITTLE_ENDIAN);
            batchNumber = buffer.getLong(offset + EventsEntry.BATCH_NUMBER_OFFSET, LITTLE_ENDIAN);
            causing.seen(
                    incarnation,
                    batchNumber,
                    buffer.getShort(offset + EventsEntry.FLAGS_OFFSET, LITTLE_ENDIAN) & 0xFFFF,
                    buffer.getInt(offset + EventsEntry.RULES_VERSION_OFFSET, LITTLE_ENDIAN));
        }
    }

    private void onRecord(final long causeId, final DirectBuffer buffer, final int record, final int recordLength) {
        final int type = buffer.getShort(record + EventsEntry.RECORD_TYPE_OFFSET, LITTLE_ENDIAN);
        if (type == EventsEntry.END) {
            tail.tell(causeId, entryLength, reports);
            onEnd(buffer.getByte(record + EventsEntry.END_FLAGS_OFFSET));
            return;
        }
        if (type == EventsEntry.REPORT) {
            reports.addLong(buffer.getInt(record + EventsEntry.RECORD_SESSION_OFFSET, LITTLE_ENDIAN));
            reports.addLong(buffer.getLong(record + EventsEntry.RECORD_REPORT_NUMBER_OFFSET, LITTLE_ENDIAN));
        }
        final int owner = buffer.getInt(record + EventsEntry.RECORD_OWNER_OFFSET, LITTLE_ENDIAN);
        final int payload = record + EventsEntry.RECORD_HEADER_LENGTH;
        final int payloadLength = recordLength - EventsEntry.RECORD_HEADER_LENGTH;
        if (type == EventsEntry.CONTROL && owner == ChainId.ALL) {
            for (int i = 0; i < mailboxes.size(); i++) {
                mailboxes.get(i).control(buffer, payload, payloadLength);
            }
            return;
        }
        final LoopMailbox mailbox = mailbox(owner);
        if (mailbox == null) {
            return;
        }
        if (type == EventsEntry.CONTROL) {
            mailbox.control(buffer, payload, payloadLength);
        } else if (type == EventsEntry.REPORT) {
            mailbox.report(
                    buffer.getInt(record + EventsEntry.RECORD_SESSION_OFFSET, LITTLE_ENDIAN),
                    buffer.getLong(record + EventsEntry.RECORD_REPORT_NUMBER_OFFSET, LITTLE_ENDIAN),
                    buffer,
                    payload,
                    payloadLength);
        }
    }

    private void onEnd(final int flags) {
        if (causing != null) {
            causing.answered(incarnation, batchNumber);
        }
        mailboxes.get(LEADING_LOOP).busy((flags & EventsEntry.BUSY) != 0);
    }

    private LoopMailbox mailbox(final int chainId) {
        final int loop = ChainId.loop(chainId);
        return chainId > 0 && ChainId.gateway(chainId) == gatewayId && loop < mailboxes.size()
                ? mailboxes.get(loop)
                : null;
    }

    private static int recordLength(final DirectBuffer buffer, final int record) {
        return buffer.getInt(record + EventsEntry.RECORD_LENGTH_OFFSET, LITTLE_ENDIAN);
    }
}
