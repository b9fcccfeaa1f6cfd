package io.matchlock.gateway;

import io.matchlock.gateway.session.service.SegmentInfo;
import io.matchlock.log.LogConnection;
import io.matchlock.log.LogSettings;
import io.matchlock.log.history.LogHistory;
import io.matchlock.log.history.LogPosition;
import io.matchlock.log.server.ServerCheck;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentDefinition;
import io.matchlock.protocol.session.Durability;
import java.util.List;

/**
 * What a gateway reads of its segment before it starts.
 *
 * @param segment that it belongs to
 * @param position of the last entry of the events stream
 */
record SegmentStart(SegmentInfo segment, LogPosition position) {
    /**
     * Reads it, and looks whether the server promises what is required.
     *
     * @throws GatewayStartException if the server does not promise it
     * @throws io.matchlock.log.entry.LogUnavailableException if the log cannot be reached
     * @throws io.matchlock.log.entry.LogCorruptException if the segment's beginning is not sound
     */
    static SegmentStart read(final LogSettings log) {
        try (LogConnection connection = LogConnection.open(log)) {
            final ServerCheck check = connection.serverCheck();
            final List<String> violations = check.violations(log.required());
            if (!violations.isEmpty()) {
                throw new GatewayStartException(String.join("; ", violations));
            }
            final long lastOrdersId = connection.lastId(Names.ordersKey(log.segment()));
            final SegmentDefinition genesis = connection.readGenesis();
            final SegmentInfo segment = new SegmentInfo(
                    genesis.id(),
                    genesis.instruments(),
                    EntryId.epoch(lastOrdersId),
                    durability(check.offered()),
                    genesis.gatewayFenceTicks());
            final LogPosition position = new LogHistory(connection, log.segment())
                    .position(connection.lastId(Names.eventsKey(log.segment())));
            return new SegmentStart(segment, position);
        }
    }

    private static Durability durability(final io.matchlock.log.server.Durability offered) {
        return switch (offered) {
            case MEMORY -> Durability.Memory;
            case EVERY_SECOND -> Durability.EverySecond;
            case FSYNC -> Durability.Fsync;
        };
    }
}
