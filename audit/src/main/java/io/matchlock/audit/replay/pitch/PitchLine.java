package io.matchlock.audit.replay.pitch;

/**
 * The fields of a line, by "BATS US Equities TCP PITCH Specification", chapter 4: fixed widths, numbers in decimal digits, prices in
 * 10^-4, ids in base 36. A line of a file may begin with the S of a sequenced packet, which stands before offset 0.
 *
 * <pre>
 * all  0 ms after midnight (8), 8 type
 * A    9 order (12), 21 side, 22 shares (6), 28 symbol (6), 34 price (10), 44 display
 * d    9 order (12), 21 side, 22 shares (6), 28 symbol (8), 36 price (10), 46 display, 47 participant (4)
 * E    9 order (12), 21 shares (6), 27 execution (12)
 * X    9 order (12), 21 shares (6)
 * s    9 symbol (8)
 * </pre>
 */
final class PitchLine {
    private static final int TYPE_OFFSET = 8;
    private static final int BODY_OFFSET = 9;
    private static final int SIDE_OFFSET = 21;
    private static final int CHANGED_SHARES_OFFSET = 21;
    private static final int ADDED_SHARES_OFFSET = 22;
    private static final int SYMBOL_OFFSET = 28;
    private static final int ORDER_WIDTH = 12;
    private static final int SHARES_WIDTH = 6;
    private static final int SHORT_SYMBOL_WIDTH = 6;
    private static final int LONG_SYMBOL_WIDTH = 8;
    private static final int PRICE_WIDTH = 10;
    private static final int DECIMAL = 10;
    private static final int BASE_36 = 36;

    private String line = "";
    private int begin;

    void wrap(final String text) {
        line = text;
        begin = text.startsWith("S") ? 1 : 0;
    }

    /** The least length of a line, 0 if the type is unknown. */
    static int length(final char type) {
        return switch (type) {
            case 's' -> 17;
            case 'R' -> 18;
            case 'B', 'H' -> 21;
            case 'X' -> 27;
            case 'J' -> 38;
            case 'E' -> 39;
            case 'A' -> 45;
            case 'd' -> 47;
            case 'P' -> 56;
            case 'r' -> 58;
            case 'I' -> 68;
            default -> 0;
        };
    }

    /** Of the message, in characters. */
    int length() {
        return line.length() - begin;
    }

    /** 0 if the line is too short to have one. */
    char type() {
        return length() > TYPE_OFFSET ? line.charAt(begin + TYPE_OFFSET) : 0;
    }

    long timeMs() {
        return number(0, TYPE_OFFSET, DECIMAL);
    }

    long order() {
        return number(BODY_OFFSET, ORDER_WIDTH, BASE_36);
    }

    char side() {
        return line.charAt(begin + SIDE_OFFSET);
    }

    long addedShares() {
        return number(ADDED_SHARES_OFFSET, SHARES_WIDTH, DECIMAL);
    }

    String addedSymbol() {
        return text(SYMBOL_OFFSET, symbolWidth());
    }

    long addedPrice() {
        return number(SYMBOL_OFFSET + symbolWidth(), PRICE_WIDTH, DECIMAL);
    }

    private int symbolWidth() {
        return type() == 'A' ? SHORT_SYMBOL_WIDTH : LONG_SYMBOL_WIDTH;
    }

    /** Of an execution or a cancel. */
    long changedShares() {
        return number(CHANGED_SHARES_OFFSET, SHARES_WIDTH, DECIMAL);
    }

    String clearedSymbol() {
        return text(BODY_OFFSET, LONG_SYMBOL_WIDTH);
    }

    private String text(final int offset, final int width) {
        return line.substring(begin + offset, begin + offset + width).trim();
    }

    private long number(final int offset, final int width, final int radix) {
        return Long.parseUnsignedLong(line, begin + offset, begin + offset + width, radix);
    }
}
