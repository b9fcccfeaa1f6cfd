package io.matchlock.log.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AofTailTest {
    private static final String COMMAND = "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$4\r\na\0\0b\r\n";

    @TempDir
    private Path folder;

    @Test
    void shouldStartARealServerWithZerosBehindItsLastCommand() throws IOException {
        try (EmbeddedRedis redis = start()) {
            assertEquals("+OK", ask(redis, "SET kept 17"));
        }
        append(new byte[4096]);
        assertEquals(4096, AofTail.cutZeros(folder));
        append(new byte[4096]);

        try (EmbeddedRedis redis = start()) {
            assertEquals("$2", ask(redis, "GET kept"));
            assertEquals("+OK", ask(redis, "SET more 18"));
        }
        assertEquals(0, AofTail.cutZeros(folder));
    }

    @Test
    void shouldLeaveWhatIsNoZeroBehindAWholeCommand() throws IOException {
        shouldLeave(COMMAND);
        shouldLeave(COMMAND + "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$4\r\na\0\0");
        shouldLeave(COMMAND + "*3\r\n$3\r\nSE\0\0\0\0");
        shouldLeave(COMMAND + "\0\0\0x\0\0");
        shouldLeave(COMMAND + "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$9999999\r\n\0\0\0\0");
    }

    @Test
    void shouldCutZerosAndNothingElse() throws IOException {
        shouldCut(COMMAND + "#TS:1764230000\r\n" + COMMAND, 1);
        shouldCut("", 9);
    }

    private void shouldLeave(final String content) throws IOException {
        final byte[] before = content.getBytes(UTF_8);
        write(before);
        assertEquals(0, AofTail.cutZeros(folder));
        assertArrayEquals(before, Files.readAllBytes(file()));
    }

    private void shouldCut(final String content, final int zeros) throws IOException {
        write((content + "\0".repeat(zeros)).getBytes(UTF_8));
        assertEquals(zeros, AofTail.cutZeros(folder));
        assertEquals(content, Files.readString(file()));
    }

    private void write(final byte[] content) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(
                file().resolveSibling("appendonly.aof.manifest"),
                "file appendonly.aof.1.base.rdb seq 1 type b\nfile appendonly.aof.1.incr.aof seq 1 type i\n");
        Files.write(file(), content);
    }

    private void append(final byte[] content) throws IOException {
        Files.write(file(), content, StandardOpenOption.APPEND);
    }

    private Path file() {
        return folder.resolve("appendonlydir").resolve("appendonly.aof.1.incr.aof");
    }

    private EmbeddedRedis start() {
        return EmbeddedRedis.start(
                new EmbeddedRedis.Config(folder, 0, EmbeddedRedis.Role.LOG, 64L << 20, Optional.empty()));
    }

    private static String ask(final EmbeddedRedis redis, final String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
        }
    }
}
