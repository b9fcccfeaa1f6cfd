package io.matchlock.log.report;

import org.agrona.DirectBuffer;

/** Takes reports out of the log. */
@FunctionalInterface
public interface ReportHandler {
    /**
     * Takes one.
     *
     * @param number of the report, in its session
     * @param buffer holds it, valid during the call
     * @param offset of its SBE header
     * @param length of header and message in bytes, as they went to the client
     */
    void onReport(long number, DirectBuffer buffer, int offset, int length);
}
