package io.matchlock.gateway.session.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.matchlock.gateway.settings.AccessKey;
import io.matchlock.protocol.Credentials;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class LogonGuardTest {
    private static final long S = 1_000_000_000L;
    private static final long NOW = 1_700_000_000L * S;
    private static final int BLOCK_LENGTH = 24;
    private static final byte[] SECRET = {1, 2, 3};

    private final LogonGuard guard =
            new LogonGuard(Map.of("key", new AccessKey("key", SECRET, List.of(1), true)), 5 * S);
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[BLOCK_LENGTH + Credentials.LENGTH]);

    @Test
    void shouldTakeEachTimestampOnceAndOnlyForward() {
        assertNotNull(check("key", SECRET, 0, NOW, 0));
        assertNull(check("key", SECRET, 0, NOW, 0));
        assertNull(check("key", SECRET, 0, NOW - 1, 0));
        assertNotNull(check("key", SECRET, 0, NOW + 1, 0));
        assertNotNull(check("key", SECRET, 1, NOW, 0), "another host");
    }

    @Test
    void shouldRefuseWhatIsForgedUnknownOrOutOfTheWindow() {
        assertNull(check("key", new byte[] {9}, 0, NOW, 0));
        assertNull(check("none", SECRET, 0, NOW, 0));
        assertNull(check("key", SECRET, 0, NOW - 6 * S, 0));
        assertNull(check("key", SECRET, 0, NOW + 6 * S, 0));
        assertNull(check("key", SECRET, 0, -1, 0));
        assertNull(guard.check(Credentials.NEGOTIATE_DOMAIN, "here", message, 0, BLOCK_LENGTH, -1, NOW, NOW, 0));
        assertNotNull(check("key", SECRET, 0, NOW, 0));
    }

    @Test
    void shouldLockOutAfterFiveFailures() {
        for (int i = 0; i < 5; i++) {
            assertNull(check("key", new byte[] {9}, 0, NOW, 0));
        }
        assertNull(check("key", SECRET, 0, NOW, S - 1));
        assertNotNull(check("key", SECRET, 0, NOW, S));
    }

    /** Logons of connections that were given up can come late, one after the other. */
    @Test
    void shouldNotLockOutForGenuineLogonsThatComeLate() {
        assertNotNull(check("key", SECRET, 0, NOW, 0));
        for (int i = 1; i < 20; i++) {
            assertNull(check("key", SECRET, 0, NOW - i, 0));
        }
        assertNotNull(check("key", SECRET, 0, NOW + 1, 0));
    }

    @Test
    void shouldNameTheKey() {
        final AccessKey key = check("key", SECRET, 0, NOW, 0);
        assertNotNull(key);
        assertEquals("key", key.id());
    }

    private AccessKey check(
            final String key, final byte[] secret, final int hostTag, final long timestampNs, final long nowNs) {
        new Credentials()
                .sign(
                        Credentials.NEGOTIATE_DOMAIN,
                        key,
                        (byte) hostTag,
                        secret,
                        message,
                        0,
                        BLOCK_LENGTH,
                        message,
                        BLOCK_LENGTH);
        return guard.check(
                Credentials.NEGOTIATE_DOMAIN, "here", message, 0, BLOCK_LENGTH, BLOCK_LENGTH, timestampNs, NOW, nowNs);
    }
}
