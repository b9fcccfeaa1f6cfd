package io.matchlock.gateway.testing;

import io.matchlock.log.LogConnection;
import io.matchlock.log.LogSettings;
import io.matchlock.protocol.internal.GatewayStartedEncoder;
import io.matchlock.protocol.internal.LeadEncoder;
import io.matchlock.protocol.internal.MessageHeaderEncoder;
import io.matchlock.protocol.internal.TickEncoder;
import io.matchlock.protocol.log.ChainId;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryEncoder;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/** Another gateway, which takes the lead and tells the time, all in one entry: whoever says nothing meanwhile is fenced. */
final class TimeTeller {
    private static final int CHAIN = ChainId.of(9, 0);
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[OrdersEntry.MAX_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private OrdersEntryEncoder entry;

    /** Appends a term and its ticks, a second apart from now on. */
    void tell(final LogSettings log, final long term, final int ticks) {
        final long nowNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        entry = new OrdersEntryEncoder().wrap(buffer, 0, OrdersEntry.BATCH, CHAIN, System.nanoTime(), 1);
        new GatewayStartedEncoder()
                .wrapAndApplyHeader(buffer, claim(GatewayStartedEncoder.BLOCK_LENGTH, nowNs), header)
                .startTime(nowNs);
        new LeadEncoder()
                .wrapAndApplyHeader(buffer, claim(LeadEncoder.BLOCK_LENGTH, nowNs), header)
                .term(term);
        for (int tick = 1; tick <= ticks; tick++) {
            new TickEncoder()
                    .wrapAndApplyHeader(buffer, claim(TickEncoder.BLOCK_LENGTH, nowNs), header)
                    .term(term)
                    .time(nowNs + TimeUnit.SECONDS.toNanos(tick));
        }
        try (LogConnection connection = LogConnection.open(log)) {
            connection.append(buffer, entry.finish(nowNs));
        }
    }

    private int claim(final int blockLength, final long nowNs) {
        final int at = entry.claim(OrdersEntry.INTERNAL, 0, 0, nowNs, HEADER + blockLength);
        buffer.setMemory(at, HEADER + blockLength, (byte) 0);
        return at;
    }
}
