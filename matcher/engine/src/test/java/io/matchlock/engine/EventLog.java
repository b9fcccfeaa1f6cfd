package io.matchlock.engine;

import io.matchlock.engine.request.Codes;
import java.util.ArrayList;
import java.util.List;

/** Events as lines of text, in one form for all that write some. */
public final class EventLog {
    private final List<String> lines = new ArrayList<>();

    void add(final String what, final Object... values) {
        final StringBuilder line = new StringBuilder(160).append(what);
        for (final Object value : values) {
            line.append(' ').append(value);
        }
        lines.add(line.toString());
    }

    /** The lines since the last call. */
    public List<String> drain() {
        final List<String> drained = List.copyOf(lines);
        lines.clear();
        return drained;
    }

    static String head(
            final int session, final int owner, final long number, final long execId, final long ref, final long time) {
        return "s" + session + "@" + owner + " #" + number + " x" + execId + " re" + ref + " t" + time;
    }

    static String order(
            final long orderId,
            final long clOrdId,
            final int session,
            final String kind,
            final long price,
            final String quantities) {
        return "order " + orderId + "/" + clOrdId + " s" + session + " " + kind + " @" + price + " " + quantities;
    }

    static String kind(
            final int securityId, final int account, final int side, final int ordType, final int timeInForce) {
        return "i" + securityId + " a" + account + " " + (char) side + (char) ordType + (char) timeInForce;
    }

    static String quantities(final long orderQty, final long leavesQty, final long cumQty, final int status) {
        return orderQty + "=" + leavesQty + "+" + cumQty + " " + (char) status;
    }

    /** Empty if all are null. */
    static String details(final long stopPx, final long displayQty, final long minQty, final long expireTimeNs) {
        return (stopPx == Codes.NULL_PRICE ? "" : " stop@" + stopPx)
                + (displayQty == Codes.NULL_U64 ? "" : " show" + displayQty)
                + (minQty == Codes.NULL_U64 ? "" : " min" + minQty)
                + (expireTimeNs == Codes.NULL_U64 ? "" : " until" + expireTimeNs);
    }
}
