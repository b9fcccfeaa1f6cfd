package io.matchlock.engine.request;

/** The codes that the engine takes and gives: FIX characters as int, null values as SBE has them, results as in the log's schema. */
public final class Codes {
    /** Null of an unsigned 64-bit field (0xFFFFFFFFFFFFFFFF): ids, numbers, quantities, times. */
    public static final long NULL_U64 = -1L;
    /** Null of a signed 64-bit field: prices. */
    public static final long NULL_PRICE = Long.MIN_VALUE;
    /** Null of an unsigned 32-bit field (0xFFFFFFFF): accounts. */
    public static final int NULL_U32 = -1;
    /** Null of a security id. */
    public static final int NULL_SECURITY_ID = Integer.MIN_VALUE;
    /** Null of an enum that is a character, or of one that is a byte: 0. */
    public static final int NULL_CHAR = 0;
    /** Null of an unsigned 16-bit field: reasons and tags. */
    public static final int NULL_U16 = 65_535;

    public static final int SIDE_BUY = '1';
    public static final int SIDE_SELL = '2';

    public static final int TYPE_MARKET = '1';
    public static final int TYPE_LIMIT = '2';

    public static final int TYPE_STOP = '3';
    public static final int TYPE_STOP_LIMIT = '4';

    public static final int TIF_DAY = '0';
    public static final int TIF_GTC = '1';
    public static final int TIF_IOC = '3';
    public static final int TIF_FOK = '4';
    public static final int TIF_GTD = '6';

    /** FIX 18: bit of post-only (participate, don't initiate). */
    public static final int EXEC_POST_ONLY = 1;

    public static final int STP_NONE = '0';
    public static final int STP_CANCEL_AGGRESSOR = '1';
    public static final int STP_CANCEL_RESTING = '2';
    public static final int STP_CANCEL_BOTH = '3';
    public static final int STP_DECREMENT = '4';

    public static final int STATUS_NEW = '0';
    public static final int STATUS_PARTIALLY_FILLED = '1';
    public static final int STATUS_FILLED = '2';
    public static final int STATUS_CANCELED = '4';
    public static final int STATUS_REJECTED = '8';
    public static final int STATUS_EXPIRED = 'C';

    /** FIX 326. */
    public static final int TRADING_HALTED = 2;

    public static final int TRADING_CONTINUOUS = 17;
    public static final int TRADING_CLOSED = 18;
    public static final int TRADING_PRE_OPEN = 21;
    public static final int TRADING_AUCTION = 24;

    /** FIX 1374. */
    public static final int SCOPE_INSTRUMENT = 1;

    public static final int SCOPE_ALL = 7;
    public static final int SCOPE_SESSION = 100;
    public static final int SCOPE_ACCOUNT = 101;
    public static final int SCOPE_SIDE = 102;

    /** FIX 1376. */
    public static final int MASS_UNSUPPORTED = 0;

    public static final int MASS_UNKNOWN_INSTRUMENT = 1;
    public static final int MASS_OTHER = 99;

    public static final int RESPONSE_TO_CANCEL = '1';
    public static final int RESPONSE_TO_REPLACE = '2';

    public static final int NEGOTIATE_ACCEPTED = 0;
    public static final int NEGOTIATE_DUPLICATE_ID = 1;
    public static final int NEGOTIATE_SESSIONS_FULL = 2;

    public static final int BIND_BOUND = 0;
    public static final int BIND_UNNEGOTIATED = 1;
    public static final int BIND_ALREADY_ESTABLISHED = 2;
    public static final int BIND_FINALIZED = 3;
    public static final int BIND_CREDENTIALS = 4;
    public static final int BIND_INVALID_NEXT_SEQ_NO = 5;

    public static final int UNBIND_RELEASED = 0;
    public static final int UNBIND_GATEWAY_RESTARTED = 1;
    public static final int UNBIND_GATEWAY_FENCED = 2;

    public static final int ADMIN_DONE = 0;
    public static final int ADMIN_UNKNOWN_INSTRUMENT = 1;
    public static final int ADMIN_FULL = 2;
    public static final int ADMIN_TICK_SIZE = 3;
    public static final int ADMIN_UNKNOWN_STATUS = 4;
    public static final int ADMIN_BUSY = 5;
    public static final int ADMIN_INVALID = 6;

    private Codes() {}

    /** Whether it is one of the five statuses that an instrument can have. */
    public static boolean isTradingStatus(final int status) {
        return status == TRADING_HALTED
                || status == TRADING_CONTINUOUS
                || status == TRADING_CLOSED
                || status == TRADING_PRE_OPEN
                || status == TRADING_AUCTION;
    }
}
