package io.matchlock.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The credentials that Negotiate and Establish carry: who signs, and an HMAC-SHA256 over what is signed.
 *
 * <pre>
 *   0         1               17         18              50
 *   +---------+---------------+----------+---------------+
 *   | version | access key id | host tag | HMAC-SHA256   |
 *   +---------+---------------+----------+---------------+
 * </pre>
 *
 * The HMAC is taken over the domain string (ASCII, no terminator), the 16 bytes of the key id, the host tag, and the
 * message's SBE block as it stands on the wire. One instance serves one thread.
 */
public final class Credentials {
    /** Length in bytes. */
    public static final int LENGTH = 50;

    public static final int VERSION_OFFSET = 0;
    public static final int KEY_ID_OFFSET = VERSION_OFFSET + 1;
    public static final int KEY_ID_LENGTH = 16;
    public static final int HOST_TAG_OFFSET = KEY_ID_OFFSET + KEY_ID_LENGTH;
    public static final int HMAC_OFFSET = HOST_TAG_OFFSET + 1;
    public static final int HMAC_LENGTH = 32;
    /** The only version so far. */
    public static final byte VERSION = 1;
    /** Domain string of a Negotiate. */
    public static final String NEGOTIATE_DOMAIN = "matchlock.negotiate.1";
    /** Domain string of an Establish. */
    public static final String ESTABLISH_DOMAIN = "matchlock.establish.1";

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    /** Takes an HMAC from the JDK's provider. */
    public Credentials() {
        try {
            mac = Mac.getInstance(ALGORITHM);
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + ALGORITHM, e);
        }
    }

    /**
     * Signs a message.
     *
     * @param domain {@link #NEGOTIATE_DOMAIN} or {@link #ESTABLISH_DOMAIN}
     * @param keyId at most 16 ASCII characters
     * @param hostTag tells the hosts of one key apart
     * @param secret the key's secret, not empty
     * @param message that holds the block
     * @param blockOffset of the message's block
     * @param blockLength in bytes
     * @param target to write {@link #LENGTH} bytes to
     * @param targetOffset in {@code target}
     */
    public void sign(
            final String domain,
            final String keyId,
            final byte hostTag,
            final byte[] secret,
            final DirectBuffer message,
            final int blockOffset,
            final int blockLength,
            final MutableDirectBuffer target,
            final int targetOffset) {
        final byte[] key = paddedKeyId(keyId);
        target.putByte(targetOffset + VERSION_OFFSET, VERSION);
        target.putBytes(targetOffset + KEY_ID_OFFSET, key);
        target.putByte(targetOffset + HOST_TAG_OFFSET, hostTag);
        target.putBytes(
                targetOffset + HMAC_OFFSET, hmac(domain, key, hostTag, secret, message, blockOffset, blockLength));
    }

    /**
     * Verifies a message in constant time.
     *
     * @param domain {@link #NEGOTIATE_DOMAIN} or {@link #ESTABLISH_DOMAIN}
     * @param secret of the key that the credentials name
     * @param message that holds the block
     * @param blockOffset of the message's block
     * @param blockLength in bytes
     * @param credentials of {@link #LENGTH} bytes
     * @param offset in {@code credentials}
     * @return whether version and HMAC are right
     */
    public boolean verify(
            final String domain,
            final byte[] secret,
            final DirectBuffer message,
            final int blockOffset,
            final int blockLength,
            final DirectBuffer credentials,
            final int offset) {
        final byte[] key = new byte[KEY_ID_LENGTH];
        credentials.getBytes(offset + KEY_ID_OFFSET, key);
        final byte[] claimed = new byte[HMAC_LENGTH];
        credentials.getBytes(offset + HMAC_OFFSET, claimed);
        final byte hostTag = credentials.getByte(offset + HOST_TAG_OFFSET);
        final byte[] wanted = hmac(domain, key, hostTag, secret, message, blockOffset, blockLength);
        return MessageDigest.isEqual(claimed, wanted) && credentials.getByte(offset + VERSION_OFFSET) == VERSION;
    }

    /**
     * The key id that credentials name.
     *
     * @param credentials of {@link #LENGTH} bytes
     * @param offset in {@code credentials}
     * @return the id without its padding
     */
    public static String keyId(final DirectBuffer credentials, final int offset) {
        final byte[] key = new byte[KEY_ID_LENGTH];
        credentials.getBytes(offset + KEY_ID_OFFSET, key);
        int length = 0;
        while (length < KEY_ID_LENGTH && key[length] != 0) {
            length++;
        }
        return new String(key, 0, length, US_ASCII);
    }

    private byte[] hmac(
            final String domain,
            final byte[] keyId,
            final byte hostTag,
            final byte[] secret,
            final DirectBuffer message,
            final int blockOffset,
            final int blockLength) {
        final byte[] block = new byte[blockLength];
        message.getBytes(blockOffset, block);
        try {
            mac.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (final GeneralSecurityException e) {
            throw new IllegalArgumentException("the secret is not a key for " + ALGORITHM, e);
        }
        mac.update(domain.getBytes(US_ASCII));
        mac.update(keyId);
        mac.update(hostTag);
        mac.update(block);
        return mac.doFinal();
    }

    private static byte[] paddedKeyId(final String keyId) {
        if (keyId.isEmpty() || keyId.length() > KEY_ID_LENGTH) {
            throw new IllegalArgumentException("access key id must have 1 to 16 characters: " + keyId);
        }
        return Arrays.copyOf(keyId.getBytes(US_ASCII), KEY_ID_LENGTH);
    }
}
