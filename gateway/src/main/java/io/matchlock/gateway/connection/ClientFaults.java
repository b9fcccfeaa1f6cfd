package io.matchlock.gateway.connection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes in the log file which clients were refused, and whose connections were ended from our side, and why: some lines a second, and
 * how many were left out. Owned by the loop.
 */
final class ClientFaults {
    private static final Logger LOGGER = LoggerFactory.getLogger(ClientFaults.class);
    private static final int LINES_A_SECOND = 10;
    private static final long SECOND_NS = 1_000_000_000L;

    private long beginNs;
    private int lines;
    private long leftOut;

    /** Begins a second. */
    ClientFaults(final long nowNs) {
        beginNs = nowNs;
    }

    void note(final long nowNs, final String address, final int session, final String what, final String reason) {
        if (nowNs - beginNs >= SECOND_NS) {
            begin(nowNs);
        }
        if (lines < LINES_A_SECOND) {
            lines++;
            LOGGER.info("client {} of session {}: {}, {}", address, session, what, reason);
        } else {
            leftOut++;
        }
    }

    private void begin(final long nowNs) {
        if (leftOut > 0) {
            LOGGER.info("{} more clients were refused or ended, without a line each", leftOut);
        }
        beginNs = nowNs;
        lines = 0;
        leftOut = 0;
    }
}
