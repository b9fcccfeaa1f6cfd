package io.matchlock.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The HMACs of the golden vectors were computed by another implementation (Python's hmac). */
final class CredentialsTest {
    private static final String NEGOTIATE_VECTOR =
            "016b65792d3100000000000000000000000703021de1ab018345b9785aaae8ae0cc12eaf4d53f397f432a2bd078b499735c4";
    private static final String ESTABLISH_VECTOR =
            "016b65792d31000000000000000000000007dbb69dab565e8bffcb342b6cc104872df0db0be21512373a7ab3c201447d24b2";
    private static final byte HOST_TAG = 7;
    private static final int BLOCK_OFFSET = 14;
    private static final int BLOCK_LENGTH = 25;

    private final Credentials credentials = new Credentials();
    private final UnsafeBuffer message = message();

    @ParameterizedTest
    @CsvSource({
        Credentials.NEGOTIATE_DOMAIN + "," + NEGOTIATE_VECTOR,
        Credentials.ESTABLISH_DOMAIN + "," + ESTABLISH_VECTOR
    })
    void shouldSignGoldenVector(final String domain, final String vector) {
        final byte[] signed = new byte[Credentials.LENGTH];

        credentials.sign(
                domain, "key-1", HOST_TAG, secret(), message, BLOCK_OFFSET, BLOCK_LENGTH, new UnsafeBuffer(signed), 0);

        assertArrayEquals(Golden.parse(vector), signed);
    }

    @Test
    void shouldVerifyGoldenVectorInItsOwnDomainOnly() {
        final UnsafeBuffer vector = new UnsafeBuffer(Golden.parse(NEGOTIATE_VECTOR));

        assertTrue(verify(Credentials.NEGOTIATE_DOMAIN, secret(), vector));
        assertFalse(verify(Credentials.ESTABLISH_DOMAIN, secret(), vector));
        assertFalse(verify(Credentials.NEGOTIATE_DOMAIN, "another".getBytes(US_ASCII), vector));
        assertEquals("key-1", Credentials.keyId(vector, 0));
    }

    @Test
    void shouldRefuseAnyChangedByte() {
        final UnsafeBuffer vector = new UnsafeBuffer(Golden.parse(NEGOTIATE_VECTOR));
        for (int i = 0; i < Credentials.LENGTH; i++) {
            vector.putByte(i, (byte) (vector.getByte(i) ^ 1));
            assertFalse(verify(Credentials.NEGOTIATE_DOMAIN, secret(), vector), "credentials byte " + i);
            vector.putByte(i, (byte) (vector.getByte(i) ^ 1));
        }
        for (int i = BLOCK_OFFSET; i < BLOCK_OFFSET + BLOCK_LENGTH; i++) {
            message.putByte(i, (byte) (message.getByte(i) ^ 1));
            assertFalse(verify(Credentials.NEGOTIATE_DOMAIN, secret(), vector), "message byte " + i);
            message.putByte(i, (byte) (message.getByte(i) ^ 1));
        }
        assertTrue(verify(Credentials.NEGOTIATE_DOMAIN, secret(), vector));
    }

    @Test
    void shouldRefuseKeyIdThatDoesNotFit() {
        final UnsafeBuffer target = new UnsafeBuffer(new byte[Credentials.LENGTH]);

        for (final String keyId : new String[] {"", "seventeen letters"}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> credentials.sign("domain", keyId, HOST_TAG, secret(), message, 0, 1, target, 0));
        }
    }

    private boolean verify(final String domain, final byte[] secret, final UnsafeBuffer vector) {
        return credentials.verify(domain, secret, message, BLOCK_OFFSET, BLOCK_LENGTH, vector, 0);
    }

    /** Bytes that count up: the block is 0x40, 0x41, … */
    private static UnsafeBuffer message() {
        return new UnsafeBuffer(counting(0x40 - BLOCK_OFFSET, BLOCK_OFFSET + BLOCK_LENGTH));
    }

    private static byte[] secret() {
        return counting(0, 32);
    }

    private static byte[] counting(final int first, final int length) {
        final byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (first + i);
        }
        return bytes;
    }
}
