package io.matchlock.client.blocking;

import io.matchlock.protocol.report.ReportDecoder;
import io.matchlock.protocol.session.NotAppliedReason;
import org.agrona.DirectBuffer;

/** What a {@link MatchlockClient} has heard, in the order in which it came. */
public sealed interface ClientEvent {
    /** {@return when it came, by the monotonic clock} */
    long atNs();

    /**
     * The session is established.
     *
     * @param atNs when it came
     * @param lastAppliedNumber the highest client number applied
     * @param nextReportNumber that the gateway will send
     */
    record Established(long atNs, long lastAppliedNumber, long nextReportNumber) implements ClientEvent {}

    /**
     * The connection is gone.
     *
     * @param atNs when it came
     * @param reason for people
     * @param isFinal whether the session will not try again
     * @param isSessionOver whether that is because the segment does not know the session any more, or has ended it
     */
    record Disconnected(long atNs, String reason, boolean isFinal, boolean isSessionOver) implements ClientEvent {}

    /**
     * Messages are durable.
     *
     * @param atNs when it came
     * @param fromNumber the first client number
     * @param count of numbers
     * @param clOrdId of the last
     */
    record Queued(long atNs, long fromNumber, long count, long clOrdId) implements ClientEvent {}

    /**
     * Messages were refused for good.
     *
     * @param atNs when it came
     * @param fromNumber the first client number
     * @param count of numbers
     * @param reason why
     */
    record NotApplied(long atNs, long fromNumber, long count, NotAppliedReason reason) implements ClientEvent {}

    /**
     * Reports were missed.
     *
     * @param atNs when it came
     * @param fromNumber the first report number
     * @param count of numbers
     */
    record ReportGap(long atNs, long fromNumber, long count) implements ClientEvent {}

    /**
     * A report.
     *
     * @param atNs when it came
     * @param reportNumber from 1
     * @param clientNumber that it answers, 0 for none
     * @param message SBE header and message, for {@link ReportDecoder}
     */
    record Report(long atNs, long reportNumber, long clientNumber, DirectBuffer message) implements ClientEvent {}

    /**
     * An instrument.
     *
     * @param atNs when it came
     * @param requestId of the request
     * @param securityId of the instrument
     * @param symbol of the instrument
     * @param priceScale decimals shown
     * @param quantityScale decimals shown
     * @param tickSize 10^-9
     * @param lotSize in units
     * @param isLast whether it is the last of the answer
     */
    record Instrument(
            long atNs,
            long requestId,
            int securityId,
            String symbol,
            int priceScale,
            int quantityScale,
            long tickSize,
            long lotSize,
            boolean isLast)
            implements ClientEvent {}
}
