package io.matchlock.gateway.testing;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.matchlock.gateway.Gateway;
import io.matchlock.gateway.settings.AccessKey;
import io.matchlock.gateway.settings.GatewaySettings;
import io.matchlock.gateway.settings.LoopLimits;
import io.matchlock.gateway.settings.SessionLimits;
import io.matchlock.log.LogConnection;
import io.matchlock.log.LogSettings;
import io.matchlock.log.testing.RedisServer;
import io.matchlock.matcher.process.SegmentEngine;
import io.matchlock.protocol.segment.InstrumentDefinition;
import io.matchlock.protocol.segment.SegmentDefinition;
import io.matchlock.transport.AeronSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Everything around a gateway, all of it real: Redis, a media driver, a {@link TestMatcher}. */
public final class Segment implements AutoCloseable {
    public static final String KEY_ID = "test";
    public static final byte[] SECRET = "secret".getBytes(StandardCharsets.US_ASCII);
    public static final int ACCOUNT = 7;
    /** Accounts of the key, from {@link #ACCOUNT} on. */
    public static final int ACCOUNTS = 10;

    /** Chains that the segment has room for. */
    public static final int MAX_CHAINS = 16;

    private static final int FENCE_TICKS = 10;

    private final RedisServer redis;
    private final MediaDriver driver;
    private final LogSettings log;
    private final String matcherControl = "127.0.0.1:" + freePort();
    private final String gatewayControl = "127.0.0.1:" + freePort();
    private final TestMatcher matcher;

    public Segment(final Path folder) {
        redis = RedisServer.start();
        log = redis.settings("test");
        try (LogConnection connection = LogConnection.open(log)) {
            connection.createSegment(definition(), System.currentTimeMillis() * 1_000_000L);
        }
        driver = MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(folder.resolve("aeron").toString())
                .threadingMode(ThreadingMode.SHARED)
                .termBufferSparseFile(true)
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true));
        matcher = new TestMatcher(log, driver.aeronDirectoryName(), matcherControl, gatewayControl);
    }

    public RedisServer redis() {
        return redis;
    }

    public LogSettings log() {
        return log;
    }

    public TestMatcher matcher() {
        return matcher;
    }

    /** A gateway that is ready. */
    public Gateway gateway() {
        return gateway(SessionLimits.defaults(), 1);
    }

    /** A gateway that is ready. */
    public Gateway gateway(final SessionLimits limits, final int loops) {
        return ready(Gateway.launch(settings(limits, loops)));
    }

    private static Gateway ready(final Gateway gateway) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(gateway::isReady);
        return gateway;
    }

    /** A gateway that is ready and looks at the server's memory only once in so long. */
    public Gateway gatewayLookingAtMemoryEvery(final Duration interval) {
        final LoopLimits usual = LoopLimits.defaults();
        final LoopLimits rare = new LoopLimits(
                usual.maxInFlight(),
                usual.eagerInFlight(),
                usual.mailboxBytes(),
                usual.receiveBufferBytes(),
                usual.retryBackoff(),
                interval);
        return ready(Gateway.launch(settings(SessionLimits.defaults(), rare, 1)));
    }

    public GatewaySettings settings(final SessionLimits limits, final int loops) {
        return settings(limits, LoopLimits.defaults(), loops);
    }

    private GatewaySettings settings(final SessionLimits limits, final LoopLimits loopLimits, final int loops) {
        return new GatewaySettings(
                1,
                loops,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                log,
                new AeronSettings(
                        driver.aeronDirectoryName(),
                        gatewayControl,
                        List.of(matcherControl),
                        "127.0.0.1:0",
                        8192,
                        4 << 20,
                        Duration.ofSeconds(5)),
                limits,
                loopLimits,
                Map.of(
                        KEY_ID,
                        new AccessKey(
                                KEY_ID,
                                SECRET,
                                IntStream.range(ACCOUNT, ACCOUNT + ACCOUNTS)
                                        .boxed()
                                        .toList(),
                                true)));
    }

    /** Another gateway tells so much time at once that all others are fenced. */
    public void fenceAll() {
        new TimeTeller().tell(log, matcher.term() + 1, FENCE_TICKS + 2);
    }

    @Override
    public void close() {
        matcher.close();
        driver.close();
        redis.close();
        if (matcher.failure() != null) {
            throw new IllegalStateException("the matcher failed", matcher.failure());
        }
    }

    /** What the segment is. */
    public static SegmentDefinition definition() {
        final InstrumentDefinition instrument =
                new InstrumentDefinition(1, "AAPL", 2, 0, 10_000_000L, 1, 1, 1_000_000, 10_000_000L, 1L << 50);
        return new SegmentDefinition(
                "test",
                SegmentEngine.RULES_VERSION,
                1_000_000,
                1000,
                1000,
                MAX_CHAINS,
                16,
                100,
                FENCE_TICKS,
                List.of(instrument));
    }

    private static int freePort() {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
