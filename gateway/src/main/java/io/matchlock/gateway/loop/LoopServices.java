package io.matchlock.gateway.loop;

import io.matchlock.gateway.retransmit.ReportSource;
import io.matchlock.gateway.session.service.LogonGuard;
import io.matchlock.gateway.session.service.SegmentInfo;
import io.matchlock.gateway.session.service.SessionLog;
import io.matchlock.gateway.session.service.SessionRules;
import io.matchlock.gateway.session.service.SessionServices;
import io.matchlock.gateway.settings.GatewaySettings;
import io.matchlock.log.orders.GatewayHolder;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * What all loops of a gateway share.
 *
 * @param settings of the gateway
 * @param holder of the gateway's number
 * @param segment as read at the start
 * @param guard of the gateway, which checks credentials
 * @param position of the events that were seen, any thread
 * @param liveOrders in the engine, any thread
 * @param reports makes a loop's source of reports that were sent before
 */
public record LoopServices(
        GatewaySettings settings,
        GatewayHolder holder,
        SegmentInfo segment,
        LogonGuard guard,
        LongSupplier position,
        IntSupplier liveOrders,
        Function<Executor, ReportSource> reports) {
    /** What the sessions of a loop share, which append to this log and hear by this executor. */
    SessionServices sessions(final SessionLog log, final Executor loop) {
        return new SessionServices(
                guard, SessionRules.of(settings.sessions()), segment, position, log, reports.apply(loop));
    }
}
