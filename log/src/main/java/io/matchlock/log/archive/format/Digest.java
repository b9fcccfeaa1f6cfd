package io.matchlock.log.archive.format;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256. */
public final class Digest {
    public static final int LENGTH = 32;
    /** Stands where there is nothing to be digested. */
    public static final Digest NONE = new Digest(new byte[LENGTH]);

    private final byte[] bytes;

    public Digest(final byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public static Digest read(final ByteBuffer source) {
        final byte[] bytes = new byte[LENGTH];
        source.get(bytes);
        return new Digest(bytes);
    }

    public static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof final Digest digest && Arrays.equals(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
