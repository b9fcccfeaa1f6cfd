package io.matchlock.gateway.session.service;

import io.matchlock.protocol.segment.InstrumentDefinition;
import io.matchlock.protocol.segment.SegmentId;
import io.matchlock.protocol.session.Durability;
import java.util.List;

/**
 * What a gateway has read of its segment at the start.
 *
 * @param id of the segment
 * @param instruments of the segment
 * @param epoch that was appended to then
 * @param durability of what is acknowledged
 * @param fenceTicks of silence after which the engine fences a loop, 0 for never
 */
public record SegmentInfo(
        SegmentId id, List<InstrumentDefinition> instruments, long epoch, Durability durability, int fenceTicks) {
    /** Copies the list. */
    public SegmentInfo {
        instruments = List.copyOf(instruments);
    }
}
