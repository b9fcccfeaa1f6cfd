package io.matchlock.audit.replay.itch;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * The fields of a message, by "Nasdaq TotalView-ITCH 5.0", chapter 1. All numbers are unsigned and big-endian, prices in 10^-4.
 *
 * <pre>
 * all  0 type, 1 stock locate (2), 3 tracking number (2), 5 ns after midnight (6)
 * R    11 stock (8) ...
 * A F  11 order (8), 19 side, 20 shares (4), 24 stock (8), 32 price (4), F: 36 attribution (4)
 * E C  11 order (8), 19 shares (4), 23 match (8), C: 31 printable, 32 price (4)
 * X    11 order (8), 19 shares (4)
 * D    11 order (8)
 * U    11 order (8), 19 new order (8), 27 shares (4), 31 price (4)
 * </pre>
 */
final class ItchMessage {
    private static final int LOCATE_OFFSET = 1;
    private static final int TIME_OFFSET = 5;
    private static final int BODY_OFFSET = 11;
    private static final int SIDE_OFFSET = 19;
    private static final int EXECUTED_SHARES_OFFSET = 19;
    private static final int NEW_ORDER_OFFSET = 19;
    private static final int ADDED_SHARES_OFFSET = 20;
    private static final int ADDED_STOCK_OFFSET = 24;
    private static final int REPLACED_SHARES_OFFSET = 27;
    private static final int PRINTABLE_OFFSET = 31;
    private static final int REPLACED_PRICE_OFFSET = 31;
    private static final int ADDED_PRICE_OFFSET = 32;
    private static final int STOCK_BYTES = 8;
    private static final int NS_PER_MS = 1_000_000;
    private static final long UNSIGNED = 0xFFFF_FFFFL;

    private final byte[] bytes;
    private final UnsafeBuffer fields;

    ItchMessage(final byte[] bytes) {
        this.bytes = bytes;
        fields = new UnsafeBuffer(bytes);
    }

    /** The least number of bytes of a message, 0 if the type is unknown. */
    static int length(final char type) {
        return switch (type) {
            case 'S', 'W' -> 12;
            case 'D', 'B' -> 19;
            case 'Y', 'N' -> 20;
            case 'h' -> 21;
            case 'X' -> 23;
            case 'H' -> 25;
            case 'L' -> 26;
            case 'K' -> 28;
            case 'E' -> 31;
            case 'V', 'J', 'U' -> 35;
            case 'A', 'C' -> 36;
            case 'R' -> 39;
            case 'F', 'Q' -> 40;
            case 'P' -> 44;
            case 'O' -> 48;
            case 'I' -> 50;
            default -> 0;
        };
    }

    char type() {
        return (char) bytes[0];
    }

    int locate() {
        return fields.getShort(LOCATE_OFFSET, BIG_ENDIAN) & 0xFFFF;
    }

    long timeMs() {
        final long high = fields.getShort(TIME_OFFSET, BIG_ENDIAN) & 0xFFFF;
        return ((high << Integer.SIZE) | uint32(TIME_OFFSET + Short.BYTES)) / NS_PER_MS;
    }

    long order() {
        return fields.getLong(BODY_OFFSET, BIG_ENDIAN);
    }

    String directoryStock() {
        return stock(BODY_OFFSET);
    }

    String addedStock() {
        return stock(ADDED_STOCK_OFFSET);
    }

    private String stock(final int offset) {
        return new String(bytes, offset, STOCK_BYTES, US_ASCII).trim();
    }

    char addedSide() {
        return (char) bytes[SIDE_OFFSET];
    }

    long addedShares() {
        return uint32(ADDED_SHARES_OFFSET);
    }

    long addedPrice() {
        return uint32(ADDED_PRICE_OFFSET);
    }

    /** Of an execution or a cancel. */
    long shares() {
        return uint32(EXECUTED_SHARES_OFFSET);
    }

    boolean isPrintable() {
        return bytes[PRINTABLE_OFFSET] == 'Y';
    }

    long newOrder() {
        return fields.getLong(NEW_ORDER_OFFSET, BIG_ENDIAN);
    }

    long replacedShares() {
        return uint32(REPLACED_SHARES_OFFSET);
    }

    long replacedPrice() {
        return uint32(REPLACED_PRICE_OFFSET);
    }

    private long uint32(final int offset) {
        return fields.getInt(offset, BIG_ENDIAN) & UNSIGNED;
    }
}
