package io.matchlock.exchange.role;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.driver.exceptions.ActiveDriverException;
import io.aeron.exceptions.AeronException;
import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.resource.DriverRoom;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.settings.Profile;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.exchange.settings.Units;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Aeron media driver. */
public final class DriverRole implements Role {
    private static final Logger LOG = LoggerFactory.getLogger(DriverRole.class);
    private static final long MAX_PARK_NS = TimeUnit.MICROSECONDS.toNanos(100);

    private final MediaDriver driver;
    private final Settings settings;
    private final AtomicBoolean terminated;

    private DriverRole(final MediaDriver driver, final Settings settings, final AtomicBoolean terminated) {
        this.driver = driver;
        this.settings = settings;
        this.terminated = terminated;
    }

    /**
     * Launches a media driver within this process.
     *
     * @param settings of the exchange
     * @return the role, which runs
     * @throws OperatorException if there is no room for its buffers, or another driver runs in its folder
     */
    public static DriverRole start(final Settings settings) {
        new DriverRoom(settings).require();
        final AtomicBoolean terminated = new AtomicBoolean();
        try {
            return new DriverRole(MediaDriver.launch(context(settings, terminated)), settings, terminated);
        } catch (final ActiveDriverException e) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED,
                    "a media driver runs already in " + new Addresses(settings).aeron()
                            + "; stop it, or name another folder with the setting aeron.dir.",
                    e);
        } catch (final AeronException | IllegalStateException e) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED,
                    "the media driver does not start in " + new Addresses(settings).aeron() + " (" + e.getMessage()
                            + "); name another folder with the setting aeron.dir.",
                    e);
        }
    }

    private static MediaDriver.Context context(final Settings settings, final AtomicBoolean terminated) {
        final int windowBytes = settings.number(SettingTable.AERON_WINDOW);
        final long timeoutNs = settings.duration(SettingTable.AERON_TIMEOUT).toNanos();
        return new MediaDriver.Context()
                .aeronDirectoryName(new Addresses(settings).aeron().toString())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .termBufferSparseFile(false) // what is full is seen when a file is made, not when it is written to
                .counterValuesBufferLength(DriverRoom.COUNTERS_BYTES)
                .errorBufferLength(DriverRoom.ERRORS_BYTES)
                .driverTimeoutMs(TimeUnit.NANOSECONDS.toMillis(timeoutNs))
                .clientLivenessTimeoutNs(timeoutNs)
                .publicationUnblockTimeoutNs(2 * timeoutNs)
                .threadingMode(threading(settings))
                .sharedIdleStrategy(idle(settings))
                .sharedNetworkIdleStrategy(idle(settings))
                .senderIdleStrategy(idle(settings))
                .receiverIdleStrategy(idle(settings))
                .mtuLength(settings.number(SettingTable.AERON_MTU))
                .initialWindowLength(windowBytes)
                .socketRcvbufLength(windowBytes)
                .socketSndbufLength(windowBytes)
                .spiesSimulateConnection(false)
                .terminationHook(() -> terminated.set(true))
                .errorHandler(error -> LOG.warn("media driver", error));
    }

    private static ThreadingMode threading(final Settings settings) {
        return switch (settings.text(SettingTable.AERON_THREADING)) {
            case "dedicated" -> ThreadingMode.DEDICATED;
            case "shared-network" -> ThreadingMode.SHARED_NETWORK;
            default -> ThreadingMode.SHARED;
        };
    }

    private static IdleStrategy idle(final Settings settings) {
        return settings.profile() == Profile.DEDICATED
                ? BusySpinIdleStrategy.INSTANCE
                : new BackoffIdleStrategy(10, 20, 1_000, MAX_PARK_NS);
    }

    @Override
    public Map<String, String> facts() {
        return Map.of(Addresses.AERON, driver.aeronDirectoryName());
    }

    @Override
    public String describe() {
        return "Aeron " + MediaDriver.class.getPackage().getImplementationVersion() + ", "
                + settings.text(SettingTable.AERON_THREADING) + " threads, " + driver.aeronDirectoryName();
    }

    @Override
    public List<String> limits() {
        return List.of("Aeron terms 3 x " + Units.format(settings.bytes(SettingTable.AERON_TERM)) + ", window "
                + Units.format(settings.bytes(SettingTable.AERON_WINDOW)) + ", MTU "
                + Units.format(settings.bytes(SettingTable.AERON_MTU)));
    }

    @Override
    public Optional<String> failure() {
        return terminated.get() ? Optional.of("the media driver has ended.") : Optional.empty();
    }

    @Override
    public void close() {
        driver.close();
    }
}
