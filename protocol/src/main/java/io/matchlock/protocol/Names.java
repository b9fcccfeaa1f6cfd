package io.matchlock.protocol;

/** Redis keys, Aeron channels and stream ids of a segment: what its processes must agree on. */
public final class Names {
    /** Aeron stream of order batches, gateways to matchers. */
    public static final int ORDERS_STREAM_ID = 1001;
    /** Aeron stream of event parts, matchers to gateways. */
    public static final int EVENTS_STREAM_ID = 1002;

    private Names() {}

    /**
     * The key of a segment's orders stream. The hash tag keeps all keys of a segment on one node of a Redis Cluster.
     *
     * @param segment name
     * @return {@code {segment}:orders}
     */
    public static String ordersKey(final String segment) {
        return "{" + segment + "}:orders";
    }

    /**
     * The key of a segment's events stream.
     *
     * @param segment name
     * @return {@code {segment}:events}
     */
    public static String eventsKey(final String segment) {
        return "{" + segment + "}:events";
    }

    /**
     * The key that is set with the first entry of a segment's events stream. If it is there and the stream is not, the stream was
     * deleted.
     *
     * @param segment name
     * @return {@code {segment}:events-begun}
     */
    public static String eventsBegunKey(final String segment) {
        return "{" + segment + "}:events-begun";
    }

    /**
     * The key of a stream that holds a copy of the genesis entry, made before the orders stream is trimmed for the first time.
     *
     * @param segment name
     * @return {@code {segment}:genesis}
     */
    public static String genesisKey(final String segment) {
        return "{" + segment + "}:genesis";
    }

    /**
     * The key of an alarm: a second execution gave other events than the log has, and nothing is to be acknowledged until that is
     * understood.
     *
     * @param segment name
     * @return {@code {segment}:alarm}
     */
    public static String alarmKey(final String segment) {
        return "{" + segment + "}:alarm";
    }

    /**
     * The channel on which a process publishes to everybody who asks (multi-destination-cast, dynamic). Flow control
     * {@code max}: no subscriber stalls another.
     *
     * @param controlEndpoint host:port that subscribers ask
     * @param mtuLengthBytes of the datagrams
     * @param termLengthBytes of the log buffers, a power of two
     * @return an Aeron URI
     */
    public static String publicationChannel(
            final String controlEndpoint, final int mtuLengthBytes, final int termLengthBytes) {
        return "aeron:udp?control=" + controlEndpoint + "|control-mode=dynamic|fc=max|mtu=" + mtuLengthBytes
                + "|term-length=" + termLengthBytes;
    }

    /**
     * The channel on which a process subscribes to such a publication: untethered and rejoining, so that a stopped
     * subscriber stalls nobody and comes back by itself.
     *
     * @param controlEndpoint host:port of the publisher
     * @param localEndpoint host:port to receive on; port 0 for any
     * @return an Aeron URI
     */
    public static String subscriptionChannel(final String controlEndpoint, final String localEndpoint) {
        return "aeron:udp?endpoint=" + localEndpoint + "|control=" + controlEndpoint
                + "|control-mode=dynamic|tether=false|rejoin=true";
    }
}
