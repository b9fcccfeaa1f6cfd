package io.matchlock.gateway.settings;

import io.matchlock.log.LogSettings;
import io.matchlock.transport.AeronSettings;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * All that a gateway needs to know.
 *
 * @param gatewayId 1 to {@code ChainId.MAX_GATEWAY}, unique in the segment
 * @param loops event loops, at least 1
 * @param bind where clients connect; port 0 for any
 * @param log of the segment
 * @param aeron to the matchers
 * @param sessions what clients are granted
 * @param limits of each loop
 * @param keys by id
 */
public record GatewaySettings(
        int gatewayId,
        int loops,
        InetSocketAddress bind,
        LogSettings log,
        AeronSettings aeron,
        SessionLimits sessions,
        LoopLimits limits,
        Map<String, AccessKey> keys) {
    /** Copies the keys. */
    public GatewaySettings {
        keys = Map.copyOf(keys);
    }
}
