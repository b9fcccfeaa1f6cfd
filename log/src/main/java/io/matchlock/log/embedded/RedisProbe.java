package io.matchlock.log.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.matchlock.log.redis.request.Resp;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Asks whoever listens on a port of loopback whether it is a Redis, in which folder it works, and what else it says. */
final class RedisProbe {
    private static final int TIMEOUT_MS = 1_000;
    private static final String QUESTION = "PING\r\nCONFIG GET dir\r\n";
    /** Of an answer with two strings, each behind a line with its length, the second one. */
    private static final int VALUE_LINE = 4;

    private RedisProbe() {}

    /**
     * Asks once.
     *
     * @param port on loopback
     * @return the folder; nothing if no Redis answers yet or it does not say
     */
    static Optional<Path> folder(final int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(QUESTION.getBytes(UTF_8));
            final BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            return "+PONG".equals(answer.readLine()) && "*2".equals(answer.readLine())
                    ? answer.lines()
                            .limit(VALUE_LINE)
                            .reduce((before, line) -> line)
                            .map(Path::of)
                    : Optional.empty();
        } catch (final IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /**
     * Sends a command that has one string for an answer.
     *
     * @param port on loopback, of a Redis
     * @param words of the command, ASCII
     * @return the string; nothing if no answer comes, or an error
     */
    static Optional<String> ask(final int port, final String... words) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(Resp.command(words));
            final DataInputStream answer = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            final String head = line(answer);
            return switch (head.charAt(0)) {
                case '+' -> Optional.of(head.substring(1));
                case '$' -> Optional.of(new String(answer.readNBytes(Integer.parseInt(head.substring(1))), UTF_8));
                default -> Optional.empty();
            };
        } catch (final IOException e) {
            return Optional.empty();
        }
    }

    private static String line(final DataInputStream answer) throws IOException {
        final StringBuilder line = new StringBuilder();
        for (char letter = (char) answer.readByte(); letter != '\r'; letter = (char) answer.readByte()) {
            line.append(letter);
        }
        answer.readByte();
        return line.toString();
    }

    /**
     * Whether the Redis on a port is the one that works in a folder.
     *
     * @param port on loopback
     * @param folder that exists
     * @return false if none answers yet
     * @throws RedisStartException if it is another one
     */
    static boolean answers(final int port, final Path folder) {
        final Optional<Path> found = folder(port);
        if (found.isPresent() && !isSame(found.get(), folder)) {
            throw new RedisStartException("port " + port + " for the Redis in " + folder + " is taken by the Redis in "
                    + found.get() + ": choose another, or 0 for any");
        }
        return found.isPresent();
    }

    private static boolean isSame(final Path one, final Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (final IOException e) {
            return false; // a folder that is not there is another machine's or was moved
        }
    }
}
