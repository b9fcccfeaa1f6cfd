package io.matchlock.engine;

import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Accounts and positions of the naive engine; what is reserved is summed up anew each time. */
final class NaiveRisk {
    private static final BigInteger WHOLE = BigInteger.valueOf(1_000_000_000L);

    /** What a record has set. */
    private record Limits(int maxOpenOrders, long maxPosition, long maxNotional) {
        static final Limits NONE = new Limits(Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    private record Position(int account, int securityId) {}

    private final NaiveMarket market;
    private final Collection<NaiveOrder> live;
    private final EngineLimits limits;
    private final Map<Integer, Boolean> blockedByAccount = new HashMap<>();
    private final Map<Integer, Limits> limitsByAccount = new HashMap<>();
    private final Map<Position, BigInteger> positions = new HashMap<>();

    NaiveRisk(final NaiveMarket market) {
        this.market = market;
        limits = market.limits;
        live = market.live.values();
    }

    /** False if there is no room for the account. */
    boolean know(final int account) {
        if (!hasRoomFor(account)) {
            return false;
        }
        if (!blockedByAccount.containsKey(account) && blockedByAccount.size() >= limits.maxAccounts()) {
            market.counts.add("accounts given way");
        }
        blockedByAccount.putIfAbsent(account, false);
        return true;
    }

    void know(final int account, final int securityId) {
        know(account);
        if (!positions.containsKey(new Position(account, securityId)) && positions.size() >= limits.maxPositions()) {
            market.counts.add("positions given way");
        }
        positions.putIfAbsent(new Position(account, securityId), BigInteger.ZERO);
    }

    void limit(final int account, final int maxOpenOrders, final long maxPosition, final long maxNotional) {
        limitsByAccount.put(account, new Limits(maxOpenOrders, maxPosition, maxNotional));
    }

    void block(final int account, final boolean blocked) {
        blockedByAccount.put(account, blocked);
    }

    boolean isBlocked(final int account) {
        return blockedByAccount.getOrDefault(account, false);
    }

    boolean hasRoomFor(final int account) {
        if (market.rulesVersion < 5) {
            return blockedByAccount.containsKey(account) || blockedByAccount.size() < limits.maxAccounts();
        }
        final long others = blockedByAccount.keySet().stream()
                .filter(each -> each != account && isInUse(each))
                .count();
        return isInUse(account) || others < limits.maxAccounts();
    }

    /** Whether something is known of it that an account never seen has not. */
    private boolean isInUse(final int account) {
        return isBlocked(account)
                || !limitsByAccount.getOrDefault(account, Limits.NONE).equals(Limits.NONE)
                || positions.keySet().stream().anyMatch(each -> each.account == account && isInUse(each));
    }

    private boolean isInUse(final Position position) {
        return positions.getOrDefault(position, BigInteger.ZERO).signum() != 0
                || count(order -> order.account == position.account && order.securityId == position.securityId) > 0;
    }

    boolean hasRoomFor(final int account, final int securityId) {
        final Position position = new Position(account, securityId);
        if (market.rulesVersion < 5) {
            return positions.containsKey(position) || positions.size() < limits.maxPositions();
        }
        final long others = positions.keySet().stream()
                .filter(each -> !each.equals(position) && isInUse(each))
                .count();
        return isInUse(position) || others < limits.maxPositions();
    }

    void traded(final NaiveOrder order, final long quantity) {
        final BigInteger signed = BigInteger.valueOf(order.isBuy() ? quantity : -quantity);
        positions.merge(new Position(order.account, order.securityId), signed, BigInteger::add);
    }

    private long count(final Predicate<NaiveOrder> which) {
        return live.stream().filter(which).count();
    }

    boolean hasAllOrders(final int account) {
        final Limits of = limitsByAccount.getOrDefault(account, Limits.NONE);
        return count(order -> order.account == account) >= of.maxOpenOrders;
    }

    /** Whether {@code more} open quantity is beyond the limit; what {@code except} has open counts as gone. */
    boolean isBeyondPosition(
            final int account, final int securityId, final boolean buy, final long more, final NaiveOrder except) {
        final Limits of = limitsByAccount.getOrDefault(account, Limits.NONE);
        final BigInteger open = live.stream()
                .filter(order -> order != except
                        && order.account == account
                        && order.securityId == securityId
                        && order.isBuy() == buy)
                .map(order -> BigInteger.valueOf(order.leavesQty))
                .reduce(BigInteger.valueOf(more), BigInteger::add);
        final BigInteger position = positions.getOrDefault(new Position(account, securityId), BigInteger.ZERO);
        return (buy ? position : position.negate()).add(open).compareTo(BigInteger.valueOf(of.maxPosition)) > 0;
    }

    boolean isBeyondNotional(final int account, final BigInteger more, final NaiveOrder except) {
        final Limits of = limitsByAccount.getOrDefault(account, Limits.NONE);
        if (more.signum() == 0) {
            return false;
        }
        final BigInteger open = live.stream()
                .filter(order -> order != except && order.account == account)
                .map(NaiveRisk::notional)
                .reduce(more, BigInteger::add);
        return open.compareTo(BigInteger.valueOf(of.maxNotional).multiply(WHOLE)) > 0;
    }

    static BigInteger notional(final NaiveOrder order) {
        return notional(order.ordType, order.price, order.stopPx, order.leavesQty);
    }

    static BigInteger notional(final int ordType, final long price, final long stopPx, final long quantity) {
        final long per =
                switch (ordType) {
                    case Codes.TYPE_MARKET -> 0;
                    case Codes.TYPE_STOP -> stopPx;
                    default -> price;
                };
        return BigInteger.valueOf(per).multiply(BigInteger.valueOf(quantity));
    }
}
