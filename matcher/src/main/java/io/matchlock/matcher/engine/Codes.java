package io.matchlock.matcher.engine;

/** The codes that the engine takes and gives: FIX characters as int, null values as SBE has them, results as in the log's schema. */
public final class Codes {
    /** Null of an unsigned 64-bit field (0xFFFFFFFFFFFFFFFF): ids, numbers, quantities, times. */
    public static final long NULL_U64 = -1L;
    /** Null of a signed 64-bit field: prices. */
    public static final long NULL_PRICE = Long.MIN_VALUE;
    /** Null of an unsigned 16-bit field: reasons and tags. */
    public static final int NULL_U16 = 65_535;

    public static final int SIDE_BUY = '1';
    public static final int SIDE_SELL = '2';

    public static final int TYPE_MARKET = '1';
    public static final int TYPE_LIMIT = '2';

    public static final int TIF_DAY = '0';
    public static final int TIF_GTC = '1';
    public static final int TIF_IOC = '3';

    public static final int STATUS_NEW = '0';
    public static final int STATUS_PARTIALLY_FILLED = '1';
    public static final int STATUS_FILLED = '2';
    public static final int STATUS_CANCELED = '4';
    public static final int STATUS_REJECTED = '8';

    public static final int RESPONSE_TO_CANCEL = '1';
    public static final int RESPONSE_TO_REPLACE = '2';

    public static final int NEGOTIATE_ACCEPTED = 0;
    public static final int NEGOTIATE_DUPLICATE_ID = 1;
    public static final int NEGOTIATE_SESSIONS_FULL = 2;

    public static final int BIND_BOUND = 0;
    public static final int BIND_UNNEGOTIATED = 1;
    public static final int BIND_ALREADY_ESTABLISHED = 2;
    public static final int BIND_CREDENTIALS = 4;

    public static final int UNBIND_RELEASED = 0;
    public static final int UNBIND_GATEWAY_RESTARTED = 1;
    public static final int UNBIND_GATEWAY_FENCED = 2;

    private Codes() {}
}
