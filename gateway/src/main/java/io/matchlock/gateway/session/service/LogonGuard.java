package io.matchlock.gateway.session.service;

import io.matchlock.gateway.settings.AccessKey;
import io.matchlock.protocol.Credentials;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Says whether a logon is good: known key, right HMAC, timestamp within the window and newer than the last one of its key
 * and host tag. All that is wrong costs the same work. After five failures of a key from one address, the pair is locked
 * out with a back-off that doubles; a genuine logon that comes late, or again, is refused, but is no failure. Shared by all loops of a gateway, used at logon only.
 */
public final class LogonGuard {
    private static final int FREE_FAILURES = 5;
    private static final long FIRST_LOCK_NS = 1_000_000_000L;
    private static final int MAX_LOCK_SHIFT = 6;
    private static final int MAX_SUSPECTS = 4096;
    private static final AccessKey NOBODY = new AccessKey("-", new byte[] {1}, List.of(), false);

    private final Map<String, AccessKey> keys;
    private final long windowNs;
    private final Credentials credentials = new Credentials();
    private final Map<Host, Long> lastAccepted = new LinkedHashMap<>();
    private final Map<Suspect, Failures> suspects = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(final Map.Entry<Suspect, Failures> eldest) {
            return size() > MAX_SUSPECTS;
        }
    };

    private record Host(String key, byte tag) {}

    private record Suspect(String address, String key) {}

    private record Failures(int count, long lockedUntilNs) {}

    /**
     * Knows keys.
     *
     * @param keys by id
     * @param windowNs that a timestamp may be off
     */
    public LogonGuard(final Map<String, AccessKey> keys, final long windowNs) {
        this.keys = Map.copyOf(keys);
        this.windowNs = windowNs;
    }

    /**
     * Judges a logon; one that is good is used up by this.
     *
     * @param domain of the credentials
     * @param address of the client
     * @param message that holds block and credentials
     * @param blockOffset of the message's block
     * @param blockLength in bytes
     * @param credentialsOffset of {@link Credentials#LENGTH} bytes, negative if they have another length
     * @param timestampNs that the message carries, UTC
     * @param wallNs our clock, UTC
     * @param nowNs monotonic
     * @return the key, null if the logon is bad
     */
    public synchronized AccessKey check(
            final String domain,
            final String address,
            final DirectBuffer message,
            final int blockOffset,
            final int blockLength,
            final int credentialsOffset,
            final long timestampNs,
            final long wallNs,
            final long nowNs) {
        if (credentialsOffset < 0) {
            return null;
        }
        final String keyId = Credentials.keyId(message, credentialsOffset);
        final byte tag = message.getByte(credentialsOffset + Credentials.HOST_TAG_OFFSET);
        final AccessKey key = keys.getOrDefault(keyId, NOBODY);
        final boolean genuine =
                credentials.verify(domain, key.secret(), message, blockOffset, blockLength, message, credentialsOffset);
        final Suspect suspect = new Suspect(address, keyId);
        final boolean locked = isLocked(suspect, nowNs);
        final boolean known = keys.containsKey(keyId);
        final boolean fresh = isFresh(new Host(keyId, tag), timestampNs, wallNs);
        if (locked) {
            return null;
        }
        if (!genuine || !known) {
            onFailure(suspect, nowNs);
            return null;
        }
        if (!fresh) {
            return null;
        }
        suspects.remove(suspect);
        lastAccepted.put(new Host(keyId, tag), timestampNs);
        return key;
    }

    private boolean isLocked(final Suspect suspect, final long nowNs) {
        final Failures failures = suspects.get(suspect);
        return failures != null && failures.count() >= FREE_FAILURES && nowNs - failures.lockedUntilNs() < 0;
    }

    private boolean isFresh(final Host host, final long timestampNs, final long wallNs) {
        return timestampNs > 0
                && Math.abs(wallNs - timestampNs) <= windowNs
                && timestampNs > lastAccepted.getOrDefault(host, Long.MIN_VALUE);
    }

    private void onFailure(final Suspect suspect, final long nowNs) {
        final Failures before = suspects.get(suspect);
        final int count = before == null ? 1 : before.count() + 1;
        final int shift = Math.min(Math.max(count - FREE_FAILURES, 0), MAX_LOCK_SHIFT);
        suspects.put(suspect, new Failures(count, nowNs + (FIRST_LOCK_NS << shift)));
    }
}
