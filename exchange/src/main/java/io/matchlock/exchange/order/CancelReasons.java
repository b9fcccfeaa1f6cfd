package io.matchlock.exchange.order;

/** FIX ExecRestatementReason (378) as the exchange gives it, in words. */
final class CancelReasons {
    private CancelReasons() {}

    static String text(final int reason) {
        return switch (reason) {
            case 100 -> "rest of an immediate-or-cancel order";
            case 101 -> "nothing left to trade with";
            case 102 -> "too many orders touched";
            case 103 -> "could not be filled as a whole";
            case 104 -> "minimum quantity could not be met";
            case 105 -> "volatility halt";
            case 106 -> "price levels full";
            case 107 -> "self-trade prevention";
            case 108 -> "mass cancel";
            case 109 -> "account is blocked";
            default -> "reason " + reason;
        };
    }
}
