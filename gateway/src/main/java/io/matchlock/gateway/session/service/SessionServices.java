package io.matchlock.gateway.session.service;

import java.util.function.LongSupplier;

/**
 * What all sessions of a loop share.
 *
 * @param guard of the gateway, which checks credentials
 * @param rules that sessions go by
 * @param segment that they trade in
 * @param position the last entry whose events were seen, packed
 * @param log that they append to
 */
public record SessionServices(
        LogonGuard guard, SessionRules rules, SegmentInfo segment, LongSupplier position, SessionLog log) {}
