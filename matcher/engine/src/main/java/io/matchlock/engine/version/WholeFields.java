package io.matchlock.engine.version;

import io.matchlock.engine.request.Codes;

/** What version 4 of the rules says of fields whose values were not all told apart before. */
public final class WholeFields {
    /** The first version of the rules that does. */
    public static final int VERSION = 4;

    private WholeFields() {}

    /** Whether a GTD order's time lies behind the book's: times are unsigned, and from 2^63 on behind all. */
    public static boolean isAhead(final long expireTimeNs, final long bookTimeNs, final int rulesVersion) {
        return expireTimeNs > bookTimeNs
                || (rulesVersion >= VERSION && expireTimeNs < 0 && expireTimeNs != Codes.NULL_U64);
    }

    /** What is kept of a GTD order's time: book time ends in the year 2262, and what lies behind is as good as its end. */
    public static long kept(final long expireTimeNs) {
        return expireTimeNs < 0 ? Long.MAX_VALUE : expireTimeNs;
    }
}
