package io.matchlock.gateway.events;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.log.report.ReportTail;
import io.matchlock.protocol.log.ChainId;
import io.matchlock.protocol.log.EventsEntry;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class EventsDispatcherTest {
    private static final int GATEWAY = 3;
    private static final int CAPACITY = 64 * 1024;
    private static final int LIMIT = 100;

    private final List<LoopMailbox> mailboxes = List.of(mailbox(), mailbox());
    private final EventsDispatcher dispatcher = new EventsDispatcher(GATEWAY, mailboxes, new ReportTail());
    private final UnsafeBuffer entry = new UnsafeBuffer(new byte[EventsEntry.HEADER_LENGTH + EventsEntry.END_LENGTH]);

    @Test
    void shouldTellTheLoopThatMayLeadOfWorkThatIsLeftWhoeverHasCausedIt() {
        give(ChainId.of(GATEWAY, 1), EventsEntry.BUSY);
        give(ChainId.of(GATEWAY + 1, 0), 0);
        give(ChainId.of(GATEWAY + 1, 0), EventsEntry.BUSY);

        assertEquals(List.of(1, 0, 1), busyToldTo(0));
        assertEquals(List.of(), busyToldTo(1));
    }

    private void give(final int chainId, final int flags) {
        entry.putInt(EventsEntry.CHAIN_OFFSET, chainId, LITTLE_ENDIAN);
        final int end = EventsEntry.HEADER_LENGTH;
        entry.putInt(end + EventsEntry.RECORD_LENGTH_OFFSET, EventsEntry.END_LENGTH, LITTLE_ENDIAN);
        entry.putShort(end + EventsEntry.RECORD_TYPE_OFFSET, (short) EventsEntry.END, LITTLE_ENDIAN);
        entry.putByte(end + EventsEntry.END_FLAGS_OFFSET, (byte) flags);
        dispatcher.onBytes(1, 0, entry, 0, entry.capacity());
    }

    private List<Integer> busyToldTo(final int loop) {
        final List<Integer> told = new ArrayList<>();
        mailboxes
                .get(loop)
                .read(
                        (type, buffer, offset, length) -> {
                            if (type == LoopMailbox.BUSY) {
                                told.add(buffer.getInt(offset));
                            }
                        },
                        LIMIT);
        return told;
    }

    private static LoopMailbox mailbox() {
        return new LoopMailbox(CAPACITY, Runnable::run, () -> {}, BusySpinIdleStrategy.INSTANCE);
    }
}
