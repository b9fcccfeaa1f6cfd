package io.matchlock.matcher.engine;

/**
 * The engine's capacities, fixed for the life of a log (they stand in its genesis entry). Full is a reject, never growth.
 *
 * @param maxOrders resting orders in all books, 1 to 30,000,000
 * @param maxPriceLevels price levels in all books and on both sides, 1 to 1,000,000
 * @param maxSessions sessions ever negotiated, 1 to 10,000,000
 * @param maxChains distinct chain ids (gateway loops) ever seen, 1 to 65,536
 * @param maxInstruments instruments, 1 to 32,767
 * @param maxTouchedOrders resting orders that one record may trade with, at least 1; the rest of an aggressor that has got so
 *     far is cancelled
 * @param gatewayFenceTicks seconds of engine time without an entry after which a chain is fenced; 0 for never
 */
public record EngineLimits(
        int maxOrders,
        int maxPriceLevels,
        int maxSessions,
        int maxChains,
        int maxInstruments,
        int maxTouchedOrders,
        int gatewayFenceTicks) {

    /** Checks each bound; throws {@link IllegalArgumentException} that names the limit, its value and its range. */
    public EngineLimits {
        check("maxOrders", maxOrders, 1, 30_000_000);
        check("maxPriceLevels", maxPriceLevels, 1, 1_000_000);
        check("maxSessions", maxSessions, 1, 10_000_000);
        check("maxChains", maxChains, 1, 65_536);
        check("maxInstruments", maxInstruments, 1, 32_767);
        check("maxTouchedOrders", maxTouchedOrders, 1, Integer.MAX_VALUE);
        check("gatewayFenceTicks", gatewayFenceTicks, 0, Integer.MAX_VALUE);
    }

    private static void check(final String name, final int value, final int min, final int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is " + value + ", must be from " + min + " to " + max);
        }
    }
}
