package io.matchlock.gateway.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Queue;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class LoopMailboxTest {
    private static final int CAPACITY = 64 * 1024;
    private static final int LIMIT = 4096;

    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[300]);
    private int read;

    @Test
    void shouldReadOnOverTheWrapOfItsRing() {
        final LoopMailbox[] mailbox = new LoopMailbox[1];
        mailbox[0] = new LoopMailbox(
                CAPACITY,
                loop::add,
                () -> {
                    mailbox[0].onAwake();
                    mailbox[0].read((type, buffer, offset, length) -> read++, LIMIT);
                },
                BusySpinIdleStrategy.INSTANCE);
        for (int pair = 1; pair <= 3_000; pair++) {
            mailbox[0].seen(1, pair, 0, 3);
            mailbox[0].report(1, pair, message, 0, message.capacity());
            mailbox[0].wake();
            while (!loop.isEmpty()) {
                loop.poll().run();
            }
            assertEquals(2 * pair, read, "nobody wakes the loop for what is left behind a wrap");
        }
    }

    @Test
    void shouldReadNoMoreThanTheLimit() {
        final LoopMailbox mailbox = new LoopMailbox(CAPACITY, loop::add, () -> {}, BusySpinIdleStrategy.INSTANCE);
        for (int i = 0; i < 10; i++) {
            mailbox.seen(1, i, 0, 3);
        }
        assertEquals(4, mailbox.read((type, buffer, offset, length) -> read++, 4));
        assertEquals(6, mailbox.read((type, buffer, offset, length) -> read++, LIMIT));
    }
}
