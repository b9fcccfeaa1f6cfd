package io.matchlock.transport;

import io.matchlock.protocol.DurationText;
import java.time.Duration;
import java.util.List;

/**
 * How a gateway or a matcher takes part in Aeron.
 *
 * @param directory of the media driver
 * @param controlEndpoint host:port at which peers ask for what this one publishes
 * @param peerEndpoints host:port of each peer's control endpoint
 * @param localEndpoint host:port to receive on; port 0 for any
 * @param mtuLengthBytes of the datagrams that are sent
 * @param termLengthBytes of the publications' log buffers, a power of two
 * @param driverTimeout after which a silent media driver is given up and a new client is built, at least
 *     {@link #MIN_DRIVER_TIMEOUT}
 */
public record AeronSettings(
        String directory,
        String controlEndpoint,
        List<String> peerEndpoints,
        String localEndpoint,
        int mtuLengthBytes,
        int termLengthBytes,
        Duration driverTimeout) {
    /** The least driver time-out: a driver tells that it lives once a second. */
    public static final Duration MIN_DRIVER_TIMEOUT = Duration.ofMillis(1_500);

    private static final int DATA_HEADER_LENGTH = 32;

    /** Copies the list. */
    public AeronSettings {
        peerEndpoints = List.copyOf(peerEndpoints);
        if (driverTimeout.compareTo(MIN_DRIVER_TIMEOUT) < 0) {
            throw new IllegalArgumentException("driver time-out is " + DurationText.of(driverTimeout)
                    + ", must be at least " + DurationText.of(MIN_DRIVER_TIMEOUT));
        }
    }

    /** {@return the most bytes of a message that travels in one datagram} */
    public int maxPartLengthBytes() {
        return mtuLengthBytes - DATA_HEADER_LENGTH;
    }
}
