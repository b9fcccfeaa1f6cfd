package io.matchlock.audit.sim.actor;

import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** The orders entries that were stored for a gateway's process, by chain, and the chains whose last one the log has lost. */
final class StoredEntries {
    private final Map<Integer, Long> lastIds = new TreeMap<>();
    private final Set<Integer> aheadChains = new HashSet<>();
    private final OrdersEntryDecoder decoder = new OrdersEntryDecoder();

    /** Another process begins, for which nothing was stored. */
    void clear() {
        lastIds.clear();
        aheadChains.clear();
    }

    void onStored(final long id, final DirectBuffer entry, final int length) {
        decoder.wrap(entry, 0, length);
        lastIds.put(decoder.chainId(), id);
    }

    /** The log now ends at an entry. */
    void onLost(final long lastId) {
        lastIds.forEach((chain, id) -> {
            if (id > lastId) {
                aheadChains.add(chain);
            }
        });
    }

    /** {@return the last entry of all chains, packed, 0 for none} */
    long lastId() {
        return lastIds.values().stream().reduce(EntryId.NONE, Math::max);
    }

    /** {@return whether the log has lost what was stored for the chain last} */
    boolean isAhead(final int chainId) {
        return aheadChains.contains(chainId);
    }
}
