package io.matchlock.log.embedded;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of an append-only file, before a server reads it. A power cut can leave zero bytes behind the last command, if the file system
 * had made the file longer and not yet written to it; Redis refuses to start on such a file. Only zero bytes behind the last whole
 * command are cut off. Redis, or a person, judges everything else.
 */
final class AofTail {
    private static final Pattern INCREMENT = Pattern.compile("file (\\S+) seq (\\d+) type i.*");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}\r\n");
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int MAX_LINE_LENGTH = 1024;

    private final Path file;

    private AofTail(final Path file) {
        this.file = file;
    }

    /**
     * Cuts off the zero bytes behind the file that the server would append to.
     *
     * @param redisFolder of the server
     * @return how many bytes were cut off
     */
    static long cutZeros(final Path redisFolder) {
        try {
            final Optional<AofTail> last = last(redisFolder.resolve("appendonlydir"));
            return last.isPresent() ? last.get().cutZeros() : 0;
        } catch (final IOException e) {
            throw new RedisStartException("cannot check the append-only file in " + redisFolder + ": " + e, e);
        }
    }

    private static Optional<AofTail> last(final Path folder) throws IOException {
        final Path manifest = folder.resolve("appendonly.aof.manifest");
        if (!Files.exists(manifest)) {
            return Optional.empty();
        }
        return Files.readAllLines(manifest).stream()
                .map(INCREMENT::matcher)
                .filter(Matcher::matches)
                .max(Comparator.comparingLong(line -> Long.parseLong(line.group(2))))
                .map(line -> folder.resolve(line.group(1)))
                .filter(Files::exists)
                .map(AofTail::new);
    }

    private long cutZeros() throws IOException {
        final long length = Files.size(file);
        if (length == 0 || byteAt(length - 1) != 0) {
            return 0; // a whole command ends with a line end
        }
        final long end = endOfCommands();
        if (end == length || !isZeroFrom(end)) {
            return 0;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(end);
            channel.force(true);
        }
        return length - end;
    }

    private int byteAt(final long offset) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            final ByteBuffer one = ByteBuffer.allocate(1);
            return channel.read(one, offset) == 1 ? one.get(0) : -1;
        }
    }

    private boolean isZeroFrom(final long offset) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            in.skipNBytes(offset);
            int next = in.read();
            while (next == 0) {
                next = in.read();
            }
            return next < 0;
        }
    }

    /** {@return the offset behind the last whole command, which is where something begins that is none} */
    private long endOfCommands() throws IOException {
        long end = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            for (long length = readCommand(in); length > 0; length = readCommand(in)) {
                end += length;
            }
        } catch (final EOFException e) {
            return end; // cut off within a command
        }
        return end;
    }

    /** {@return how many bytes the next command or annotation has; 0 if there is none} */
    private static long readCommand(final InputStream in) throws IOException {
        final int kind = in.read();
        if (kind == '#') {
            return 1L + readLine(in).length();
        }
        final String count = kind == '*' ? readLine(in) : "";
        long length = 1L + count.length();
        for (long left = number(count); left > 0; left--) {
            if (in.read() != '$') {
                return 0;
            }
            final String size = readLine(in);
            final long bytes = number(size);
            if (bytes < 0) {
                return 0;
            }
            in.skipNBytes(bytes);
            if (in.read() != '\r' || in.read() != '\n') {
                return 0;
            }
            length += 1 + size.length() + bytes + 2;
        }
        return number(count) > 0 ? length : 0;
    }

    /** A line with its end. A line that is longer than any of a command is cut, and then it is no number. */
    private static String readLine(final InputStream in) throws IOException {
        final StringBuilder line = new StringBuilder();
        int next;
        do {
            next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            line.append((char) next);
        } while (next != '\n' && line.length() < MAX_LINE_LENGTH);
        return line.toString();
    }

    private static long number(final String line) {
        return NUMBER.matcher(line).matches() ? Long.parseLong(line.substring(0, line.length() - 2)) : -1;
    }
}
