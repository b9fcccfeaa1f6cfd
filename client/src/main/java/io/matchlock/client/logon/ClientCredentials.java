package io.matchlock.client.logon;

import io.matchlock.protocol.Credentials;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * An access key as a client holds it. A gateway takes only timestamps newer than the last of the same key and host tag,
 * so the sessions that share a key take turns at the handshake. They do so if they share one instance, which many
 * threads may use. Two processes that use one key need different host tags.
 */
public final class ClientCredentials {
    private final String keyId;
    private final byte hostTag;
    private final byte[] secret;
    private final AtomicReference<Object> turn = new AtomicReference<>();
    private final AtomicLong lastTimestampNs = new AtomicLong(Long.MIN_VALUE);

    /**
     * Holds a key.
     *
     * @param keyId 1 to 16 ASCII characters
     * @param hostTag tells the hosts and processes of one key apart
     * @param secret of the key, not empty
     */
    public ClientCredentials(final String keyId, final int hostTag, final byte[] secret) {
        this.keyId = keyId;
        this.hostTag = (byte) hostTag;
        this.secret = secret.clone();
    }

    /** {@return the key's id} */
    public String keyId() {
        return keyId;
    }

    boolean takeTurn(final Object session) {
        return turn.get() == session || turn.compareAndSet(null, session);
    }

    void endTurn(final Object session) {
        turn.compareAndSet(session, null);
    }

    long nextTimestampNs(final long wallClockNs) {
        return lastTimestampNs.updateAndGet(last -> Math.max(last + 1, wallClockNs));
    }

    void sign(
            final Credentials signer,
            final String domain,
            final DirectBuffer block,
            final int blockOffset,
            final int blockLength,
            final MutableDirectBuffer target) {
        signer.sign(domain, keyId, hostTag, secret, block, blockOffset, blockLength, target, 0);
    }
}
