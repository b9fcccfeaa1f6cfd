package io.matchlock.matcher.testing;

import static org.awaitility.Awaitility.await;

import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.matchlock.log.LogConnection;
import io.matchlock.log.LogSettings;
import io.matchlock.log.StreamReader;
import io.matchlock.log.entry.EntryHandler;
import io.matchlock.log.testing.RedisServer;
import io.matchlock.matcher.Matcher;
import io.matchlock.matcher.MatcherSettings;
import io.matchlock.matcher.Tuning;
import io.matchlock.matcher.agent.StateAt;
import io.matchlock.matcher.health.MatcherCounter;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.transport.AeronSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;

/** A real Redis with a fresh segment, a real media driver, a gateway of the test, and the matchers that the test launches. */
public final class Rig implements AutoCloseable {
    /** How long anything may take. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    /** For a shared machine, with a state hash in every eighth entry. */
    public static final Tuning TUNING = Tuning.shared().withHashInterval(8);

    private final RedisServer redis = RedisServer.start();
    private final Path folder;
    private final String gatewayEndpoint = "127.0.0.1:" + freePort();
    private final List<Matcher> matchers = new ArrayList<>();
    private final List<String> halts = new CopyOnWriteArrayList<>();
    private final TestGateway gateway;
    private MediaDriver driver;
    private String matcherEndpoint;

    /** A rig without a driver yet. */
    public Rig(final Path folder) {
        this.folder = folder;
        try (LogConnection connection = LogConnection.open(redis.settings(Segments.NAME))) {
            connection.createSegment(Segments.small(), Batches.EPOCH_NS);
        }
        gateway = new TestGateway(redis.url());
    }

    /** A rig with a driver on which the gateway publishes. */
    public static Rig withAeron(final Path folder) {
        final Rig rig = new Rig(folder);
        rig.startDriver();
        return rig;
    }

    /** Starts the driver, and the gateway's publication on it. */
    public void startDriver() {
        driver = MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(aeronDirectory())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new BackoffIdleStrategy(1, 1, 10_000, 500_000))
                .publicationTermBufferLength(1024 * 1024)
                .errorHandler(error -> {}));
        gateway.publishOn(aeronDirectory(), gatewayEndpoint);
    }

    /** Stops the driver. */
    public void stopDriver() {
        CloseHelper.quietClose(driver);
    }

    /** Launches a matcher that shares its core. */
    public Matcher launch() {
        return launch(TUNING);
    }

    /** Launches a matcher. */
    public Matcher launch(final Tuning tuning) {
        matcherEndpoint = "127.0.0.1:" + freePort();
        final AeronSettings aeron = new AeronSettings(
                aeronDirectory(),
                matcherEndpoint,
                List.of(gatewayEndpoint),
                "127.0.0.1:0",
                1_408,
                1024 * 1024,
                AeronSettings.MIN_DRIVER_TIMEOUT);
        final Matcher matcher =
                Matcher.launch(new MatcherSettings(log(), aeron, tuning, Optional.of(snapshots())), halts::add);
        matchers.add(matcher);
        return matcher;
    }

    /** Launches a matcher and waits until it hears the gateway. */
    public Matcher launchAndConnect() {
        final Matcher matcher = launch();
        awaitHeard();
        return matcher;
    }

    /** Subscribes to the events of the matcher launched last, and waits until it is heard. */
    public Subscription listen(final Matcher matcher) {
        final Subscription events = gateway.listenTo(matcherEndpoint);
        await().atMost(PATIENCE).until(() -> events.isConnected() && matcher.isHeard());
        return events;
    }

    /** Waits until a matcher hears the gateway. */
    public void awaitHeard() {
        await().atMost(PATIENCE).until(gateway::isHeard);
    }

    /** Waits until an entry has been applied and its events are in the log. */
    public void awaitJournalled(final Matcher matcher, final long id) {
        await().atMost(PATIENCE).until(() -> !halts.isEmpty() || matcher.journalledId() >= id);
        if (!halts.isEmpty()) {
            throw new AssertionError("halted: " + halts);
        }
    }

    /** Waits for a halt. */
    public String awaitHalt() {
        await().atMost(PATIENCE).until(() -> !halts.isEmpty());
        return halts.get(0);
    }

    /** The state hash once the agent is idle. */
    public static StateAt stateOf(final Matcher matcher) throws Exception {
        final Future<StateAt> answer = matcher.stateHash();
        return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** One counter. */
    public static long count(final Matcher matcher, final MatcherCounter counter) {
        return matcher.counters().get(counter);
    }

    /** All events entries, from the log. */
    public List<byte[]> events() {
        final List<byte[]> events = new ArrayList<>();
        try (LogConnection connection = LogConnection.open(log())) {
            readAll(connection.reader(Names.eventsKey(Segments.NAME)), events);
        }
        return events;
    }

    /** The reasons for which matchers halted. */
    public List<String> halts() {
        return halts;
    }

    /** The log with its archive, if an archiver makes one. */
    public LogSettings log() {
        return redis.settings(Segments.NAME).withArchive(folder.resolve("archive"));
    }

    /** Where an archiver, if there is one, puts its snapshots. */
    public Path snapshots() {
        return folder.resolve("snapshots");
    }

    /** The gateway. */
    public TestGateway gateway() {
        return gateway;
    }

    /** The server. */
    public RedisServer redis() {
        return redis;
    }

    /** The driver's folder. */
    public String aeronDirectory() {
        return folder.resolve("aeron").toString();
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(matchers);
        CloseHelper.quietClose(gateway);
        CloseHelper.quietClose(driver);
        redis.close();
    }

    private static void readAll(final StreamReader reader, final List<byte[]> entries) {
        final long[] last = {EntryId.NONE};
        final EntryHandler handler = (id, buffer, offset, length) -> {
            final byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            entries.add(bytes);
            last[0] = id;
        };
        int count;
        do {
            count = reader.read(last[0], 1 << 20, handler);
        } while (count > 0);
    }

    private static int freePort() {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
