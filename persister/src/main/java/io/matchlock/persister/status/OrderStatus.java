package io.matchlock.persister.status;

import java.math.BigDecimal;

/**
 * An order as it stood at a position of the log.
 *
 * @param orderId engine-assigned
 * @param session number of its owner
 * @param clOrdId the owner's id, unsigned
 * @param securityId instrument
 * @param side FIX 54
 * @param status FIX 39
 * @param price limit, null for none
 * @param qty asked for in all
 * @param cumQty traded
 * @param leavesQty still open
 * @param avgPrice of what has traded, null if nothing has, or where the cache answered
 * @param position packed id of the log entry up to which this holds
 * @param isCached whether the cache answered
 */
public record OrderStatus(
        long orderId,
        int session,
        long clOrdId,
        int securityId,
        char side,
        char status,
        BigDecimal price,
        long qty,
        long cumQty,
        long leavesQty,
        BigDecimal avgPrice,
        long position,
        boolean isCached) {}
