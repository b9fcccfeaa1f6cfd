package io.matchlock.protocol.log;

/** The id of a chain: a gateway's number and the number of one of its loops, packed into an int. 0 stands for no chain. */
public final class ChainId {
    /** No chain. */
    public static final int NONE = 0;
    /** In an events record's owner field: for every gateway. */
    public static final int ALL = -1;
    /** The highest gateway number; the lowest is 1. */
    public static final int MAX_GATEWAY = 0x7FFF;
    /** The gateway number of operators' own chains: no gateway has it. */
    public static final int OPERATOR = MAX_GATEWAY;
    /** The highest loop number; the lowest is 0. */
    public static final int MAX_LOOP = 0xFFFF;

    private ChainId() {}

    /**
     * Packs a chain id.
     *
     * @param gateway 1 to {@link #MAX_GATEWAY}
     * @param loop 0 to {@link #MAX_LOOP}
     * @return the id, positive
     * @throws IllegalArgumentException if one is out of range
     */
    public static int of(final int gateway, final int loop) {
        if (gateway < 1 || gateway > MAX_GATEWAY || loop < 0 || loop > MAX_LOOP) {
            throw new IllegalArgumentException("chain out of range: gateway " + gateway + ", loop " + loop);
        }
        return gateway << 16 | loop;
    }

    /**
     * The gateway's number.
     *
     * @param chainId packed
     * @return 1 to {@link #MAX_GATEWAY}
     */
    public static int gateway(final int chainId) {
        return chainId >>> 16;
    }

    /**
     * The loop's number.
     *
     * @param chainId packed
     * @return 0 to {@link #MAX_LOOP}
     */
    public static int loop(final int chainId) {
        return chainId & MAX_LOOP;
    }
}
