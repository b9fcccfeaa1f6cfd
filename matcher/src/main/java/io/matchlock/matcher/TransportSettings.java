package io.matchlock.matcher;

import io.matchlock.protocol.DurationText;
import java.time.Duration;
import java.util.List;

/**
 * How a matcher takes part in Aeron.
 *
 * @param aeronDirectory of the media driver
 * @param controlEndpoint host:port at which gateways ask for events
 * @param gatewayControlEndpoints host:port of each gateway, at which its batches are to be asked for
 * @param localHost address to receive on
 * @param mtuLengthBytes of the datagrams that carry events
 * @param termLengthBytes of the events publication's log buffers, a power of two
 * @param driverTimeout after which a silent driver is given up and a new client is built
 * @param rebuildDelay between attempts to build a client
 */
public record TransportSettings(
        String aeronDirectory,
        String controlEndpoint,
        List<String> gatewayControlEndpoints,
        String localHost,
        int mtuLengthBytes,
        int termLengthBytes,
        Duration driverTimeout,
        Duration rebuildDelay) {
    /** The least driver time-out: a driver tells that it lives once a second. */
    public static final Duration MIN_DRIVER_TIMEOUT = Duration.ofMillis(1_500);

    private static final int DATA_HEADER_LENGTH = 32;

    public TransportSettings {
        gatewayControlEndpoints = List.copyOf(gatewayControlEndpoints);
        if (driverTimeout.compareTo(MIN_DRIVER_TIMEOUT) < 0) {
            throw new IllegalArgumentException("driver time-out is " + DurationText.of(driverTimeout)
                    + ", must be at least " + DurationText.of(MIN_DRIVER_TIMEOUT));
        }
    }

    /**
     * The usual values.
     *
     * @param aeronDirectory of the media driver
     * @param controlEndpoint host:port at which gateways ask for events
     * @param gatewayControlEndpoints host:port of each gateway
     * @return MTU 1408, terms of 16 MB, 5 s until a driver is given up, on loopback
     */
    public static TransportSettings of(
            final String aeronDirectory, final String controlEndpoint, final List<String> gatewayControlEndpoints) {
        return new TransportSettings(
                aeronDirectory,
                controlEndpoint,
                gatewayControlEndpoints,
                "127.0.0.1",
                1_408,
                16 * 1024 * 1024,
                Duration.ofSeconds(5),
                Duration.ofMillis(250));
    }

    /** {@return the most bytes of a message that travels in one datagram} */
    public int maxPartLengthBytes() {
        return mtuLengthBytes - DATA_HEADER_LENGTH;
    }
}
