package io.matchlock.transport;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link that listens to itself, with a real media driver. */
final class AeronLinkTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int STREAM = 7;
    private static final int MTU_BYTES = 1_408;
    private static final int TERM_BYTES = 64 * 1024;
    private static final int LIMIT = 10;

    @TempDir
    private Path folder;

    private final List<String> received = new ArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Told listener = new Told();
    private MediaDriver driver;
    private AeronLink link;

    private class Told implements AeronLink.Listener {
        @Override
        public void onUp(final AeronClient client) {
            told.add("up");
        }

        @Override
        public void onDown() {
            told.add("down");
        }

        @Override
        public void onUnreachable(final RuntimeException error) {
            told.add("unreachable");
        }

        @Override
        public void onFailed(final Throwable error) {
            told.add("failed: " + error.getMessage());
        }
    }

    @AfterEach
    void stop() {
        if (link != null) {
            link.close();
        }
        if (driver != null) {
            driver.close();
        }
    }

    @Test
    void shouldCarryMessagesOfAnyLength() {
        driver = drive();
        link = start(listener);
        awaitHeard();
        offer("one");
        offer("two".repeat(MTU_BYTES));
        await().atMost(LONG).until(() -> link.client().offer(0, bytes("pieces "), bytes("of one, not this"), 6));
        awaitReceived(3);
        assertEquals(List.of("one", "two".repeat(MTU_BYTES), "pieces of one"), received);
    }

    @Test
    void shouldTakeNoMoreThanThereIsRoomFor() {
        driver = drive();
        link = start(listener);
        awaitHeard();
        final UnsafeBuffer message = new UnsafeBuffer(new byte[1_000]);
        int taken = 0;
        while (taken < TERM_BYTES && link.client().offer(0, message, 0, message.capacity())) {
            taken++;
        }
        assertTrue(taken > 0 && taken <= TERM_BYTES / message.capacity(), taken + " messages in one term");
        awaitReceived(taken);
        offer("room again");
        awaitReceived(taken + 1);
        assertEquals("room again", received.get(taken));
    }

    @Test
    void shouldComeUpOnceThereIsADriver() {
        link = start(listener);
        await().atMost(LONG).until(() -> told.contains("unreachable"));
        assertNull(link.client());
        assertFalse(link.isHeard());
        assertTrue(link.lastError().orElseThrow().contains("CnC file"), link.lastError()::orElseThrow);
        driver = drive();
        awaitHeard();
        told.removeIf("unreachable"::equals);
        assertEquals(List.of("up"), told);
    }

    @Test
    void shouldBuildAnotherClientWhenItsDriverHasDiedAndIsBack() {
        driver = drive();
        link = start(listener);
        awaitHeard();
        final AeronClient first = link.client();
        driver.close();
        await().atMost(LONG).until(() -> told.contains("down"));
        assertTrue(first.isClosed());
        assertNull(link.client());
        driver = drive();
        awaitHeard();
        offer("after");
        awaitReceived(1);
        assertEquals(List.of("after"), received);
        told.removeIf("unreachable"::equals);
        assertEquals(List.of("up", "down", "up"), told);
    }

    @Test
    void shouldCloseItsClientAndEndItsThread() {
        driver = drive();
        link = start(listener);
        awaitHeard();
        final AeronClient client = link.client();
        link.close();
        assertTrue(client.isClosed());
        assertNull(link.client());
        assertEquals(List.of("up", "down"), told);
        assertFalse(isThreadAlive());
    }

    @Test
    void shouldSayThatItHasEnded() {
        driver = drive();
        link = start(new Told() {
            @Override
            public void onUp(final AeronClient client) {
                throw new AssertionError("a bug");
            }
        });
        await().atMost(LONG).until(() -> told.contains("failed: a bug"));
        await().atMost(LONG).until(() -> !isThreadAlive());
    }

    private AeronLink start(final AeronLink.Listener heard) {
        final String control = "127.0.0.1:" + freePort();
        final AeronSettings settings = new AeronSettings(
                directory(),
                control,
                List.of(control),
                "127.0.0.1:0",
                MTU_BYTES,
                TERM_BYTES,
                AeronSettings.MIN_DRIVER_TIMEOUT);
        final AeronLink fresh = new AeronLink(
                "link-under-test",
                settings,
                new AeronStreams(STREAM, STREAM, 1, MTU_BYTES),
                (buffer, offset, length, header) -> received.add(buffer.getStringWithoutLengthAscii(offset, length)),
                heard);
        fresh.start();
        return fresh;
    }

    private MediaDriver drive() {
        return MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(directory())
                .threadingMode(ThreadingMode.SHARED)
                .termBufferSparseFile(true)
                .dirDeleteOnStart(true));
    }

    private String directory() {
        return folder.resolve("aeron").toString();
    }

    private void awaitHeard() {
        await().atMost(LONG).until(link::isHeard);
    }

    private void offer(final String text) {
        await().atMost(LONG).until(() -> link.client().offer(0, bytes(text), 0, text.length()));
    }

    private void awaitReceived(final int count) {
        await().atMost(LONG).until(() -> {
            link.client().poll(LIMIT);
            return received.size() >= count;
        });
    }

    private static UnsafeBuffer bytes(final String text) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[text.length()]);
        buffer.putStringWithoutLengthAscii(0, text);
        return buffer;
    }

    private static boolean isThreadAlive() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("link-under-test"));
    }

    private static int freePort() {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
