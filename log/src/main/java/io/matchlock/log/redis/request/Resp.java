package io.matchlock.log.redis.request;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.agrona.DirectBuffer;

/** Writes commands as Redis reads them: an array of bulk strings. */
public final class Resp {
    private static final byte[] CRLF = {'\r', '\n'};
    private static final int MAX_INT_DIGITS = 10;

    private Resp() {}

    /**
     * Encodes a command of plain words.
     *
     * @param words ASCII
     * @return its bytes
     */
    public static byte[] command(final String... words) {
        return arguments(words.length, words);
    }

    /**
     * Encodes the beginning of a command.
     *
     * @param count of all arguments, those that follow included
     * @param words the first arguments, ASCII
     * @return its bytes
     */
    public static byte[] arguments(final int count, final String... words) {
        final ByteBuf out = Unpooled.buffer();
        out.writeByte('*');
        writeNumber(out, count);
        out.writeBytes(CRLF);
        for (final String word : words) {
            final byte[] bytes = word.getBytes(US_ASCII);
            out.writeByte('$');
            writeNumber(out, bytes.length);
            out.writeBytes(CRLF).writeBytes(bytes).writeBytes(CRLF);
        }
        final byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return bytes;
    }

    /**
     * Writes a command whose last argument is a block of bytes.
     *
     * @param out to write to
     * @param start what {@link #arguments} returned
     * @param buffer that holds the last argument
     * @param offset in {@code buffer}
     * @param length in bytes
     */
    public static void write(
            final ByteBuf out, final byte[] start, final DirectBuffer buffer, final int offset, final int length) {
        out.ensureWritable(start.length + 1 + MAX_INT_DIGITS + CRLF.length + length + CRLF.length);
        out.writeBytes(start).writeByte('$');
        writeNumber(out, length);
        out.writeBytes(CRLF);
        final int index = out.writerIndex();
        final var target = out.internalNioBuffer(index, length);
        buffer.getBytes(offset, target, target.position(), length);
        out.writerIndex(index + length);
        out.writeBytes(CRLF);
    }

    private static void writeNumber(final ByteBuf out, final int value) {
        int divisor = 1;
        while (value / divisor >= 10) {
            divisor *= 10;
        }
        for (; divisor > 0; divisor /= 10) {
            out.writeByte('0' + value / divisor % 10);
        }
    }
}
