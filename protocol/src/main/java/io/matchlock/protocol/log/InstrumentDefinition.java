package io.matchlock.protocol.log;

/**
 * One instrument as the genesis entry defines it.
 *
 * @param securityId unique in its segment, not negative
 * @param symbol 1 to 20 ASCII characters
 * @param priceScale decimals shown
 * @param quantityScale a quantity of 1 is 10^-scale
 * @param tickSize 10^-9, positive
 * @param lotSize quantities are multiples of it, positive
 * @param minQuantity the smallest order
 * @param maxQuantity the largest order
 * @param lowLimitPrice 10^-9, the lowest price taken, positive
 * @param highLimitPrice 10^-9, the highest price taken
 */
public record InstrumentDefinition(
        int securityId,
        String symbol,
        int priceScale,
        int quantityScale,
        long tickSize,
        long lotSize,
        long minQuantity,
        long maxQuantity,
        long lowLimitPrice,
        long highLimitPrice) {}
