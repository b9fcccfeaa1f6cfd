package io.matchlock.gateway.session.service;

import io.matchlock.gateway.retransmit.ReportSource;
import java.util.function.LongSupplier;

/**
 * What all sessions of a loop share.
 *
 * @param guard of the gateway, which checks credentials
 * @param rules that sessions go by
 * @param segment that they trade in
 * @param position the last entry whose events were seen, packed
 * @param log that they append to
 * @param reports that were sent before
 */
public record SessionServices(
        LogonGuard guard,
        SessionRules rules,
        SegmentInfo segment,
        LongSupplier position,
        SessionLog log,
        ReportSource reports) {}
