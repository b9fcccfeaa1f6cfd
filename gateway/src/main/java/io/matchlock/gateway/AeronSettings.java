package io.matchlock.gateway;

import java.time.Duration;
import java.util.List;

/**
 * How a gateway reaches its matchers over Aeron.
 *
 * @param directory of the media driver
 * @param controlEndpoint host:port on which matchers ask for this gateway's orders
 * @param matcherEndpoints host:port of each matcher's control endpoint
 * @param localEndpoint host:port on which events are received; port 0 for any
 * @param mtuLengthBytes of the datagrams
 * @param termLengthBytes of the publications' log buffers, a power of two
 * @param driverTimeout after which a silent media driver is given up
 */
public record AeronSettings(
        String directory,
        String controlEndpoint,
        List<String> matcherEndpoints,
        String localEndpoint,
        int mtuLengthBytes,
        int termLengthBytes,
        Duration driverTimeout) {
    /** Copies the list. */
    public AeronSettings {
        matcherEndpoints = List.copyOf(matcherEndpoints);
    }

    /**
     * Settings for loopback.
     *
     * @param directory of the media driver
     * @param controlEndpoint of this gateway
     * @param matcherEndpoints of the matchers
     * @return with datagrams of 8 KB, terms of 4 MB and a time-out of 5 s
     */
    public static AeronSettings loopback(
            final String directory, final String controlEndpoint, final List<String> matcherEndpoints) {
        return new AeronSettings(
                directory, controlEndpoint, matcherEndpoints, "127.0.0.1:0", 8192, 4 << 20, Duration.ofSeconds(5));
    }
}
