package io.matchlock.persister.fold;

import org.agrona.collections.Int2ObjectHashMap;

/**
 * What must go on without gaps from batch to batch: order ids, trade ids, each session's report numbers. At the start it knows no
 * numbers, so it accepts the first one that it sees. It remembers the sessions that had reports last, at least {@link #SESSIONS} of
 * them and at most twice as many, and knows nothing of the others. One thread.
 */
final class Continuity {
    /** So many sessions are remembered for certain. */
    static final int SESSIONS = 1 << 15;

    private static final long UNKNOWN = 0L;

    /** Session number to its last report number, in an array of one. */
    private Int2ObjectHashMap<long[]> lastReports = new Int2ObjectHashMap<>();
    /** The same of sessions that had their last report before these. */
    private Int2ObjectHashMap<long[]> earlierReports = new Int2ObjectHashMap<>();

    private long lastOrderId = UNKNOWN;
    private long lastTradeId = UNKNOWN;

    /** Goes on behind that order. */
    void goOn(final long orderId) {
        lastOrderId = orderId;
    }

    long nextOrderId() {
        return lastOrderId + 1;
    }

    void onOrder(final long entryId, final long orderId) {
        requireNext(entryId, "order", lastOrderId, orderId);
        lastOrderId = orderId;
    }

    void onTrade(final long entryId, final long tradeId) {
        requireNext(entryId, "trade", lastTradeId, tradeId);
        lastTradeId = tradeId;
    }

    void onReport(final long entryId, final int session, final long number) {
        final long[] last = lastReport(session);
        if (last[0] != UNKNOWN && number != last[0] + 1) {
            throw new InconsistentLogException(
                    entryId, "report " + number + " of session " + session + " follows report " + last[0]);
        }
        last[0] = number;
    }

    private long[] lastReport(final int session) {
        final long[] recent = lastReports.get(session);
        if (recent != null) {
            return recent;
        }
        final long[] earlier = earlierReports.remove(session);
        if (lastReports.size() == SESSIONS) {
            earlierReports = lastReports;
            lastReports = new Int2ObjectHashMap<>();
        }
        final long[] last = earlier == null ? new long[] {UNKNOWN} : earlier;
        lastReports.put(session, last);
        return last;
    }

    /** An order that a report changes must have been created. */
    void requireKnown(final long entryId, final long orderId) {
        if (orderId <= UNKNOWN || (lastOrderId != UNKNOWN && orderId > lastOrderId)) {
            throw new InconsistentLogException(entryId, "a report names order " + orderId + ", which is not there yet");
        }
    }

    private static void requireNext(final long entryId, final String what, final long last, final long next) {
        if (next <= UNKNOWN || (last != UNKNOWN && next != last + 1)) {
            throw new InconsistentLogException(entryId, what + " " + next + " follows " + what + " " + last);
        }
    }
}
