package io.matchlock.bench.trades;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Bytes on their way to a SHA-256 and to a file, if one is wanted. A write that fails is an {@link UncheckedIOException}. */
public final class DigestedOutput implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final MessageDigest digest;
    private final OutputStream file;

    private DigestedOutput(final MessageDigest digest, final OutputStream file) {
        this.digest = digest;
        this.file = file;
    }

    /**
     * Empty.
     *
     * @param file to write, or null for none
     */
    public static DigestedOutput open(final Path file) throws IOException {
        try {
            return new DigestedOutput(
                    MessageDigest.getInstance("SHA-256"),
                    file == null ? OutputStream.nullOutputStream() : Files.newOutputStream(file));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Eight bytes, little-endian. */
    public void putLong(final long value) {
        ensure(Long.BYTES);
        buffer.putLong(value);
    }

    /** A character of ASCII. */
    public void putChar(final char value) {
        ensure(Byte.BYTES);
        buffer.put((byte) value);
    }

    /** A number as decimal text. */
    public void putDecimal(final long value) {
        final String text = Long.toString(value);
        ensure(text.length());
        for (int i = 0; i < text.length(); i++) {
            buffer.put((byte) text.charAt(i));
        }
    }

    private void ensure(final int lengthBytes) {
        if (buffer.remaining() < lengthBytes) {
            flush();
        }
    }

    private void flush() {
        digest.update(buffer.array(), 0, buffer.position());
        try {
            file.write(buffer.array(), 0, buffer.position());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        buffer.clear();
    }

    /** Of all that was put, in hex; also empties the buffer into the file. To be asked once, at the end. */
    public String sha256() {
        flush();
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
