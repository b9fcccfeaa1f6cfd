package io.matchlock.exchange.role;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.settings.Profile;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.exchange.settings.Units;
import io.matchlock.log.LogConnection;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.matcher.IdleMode;
import io.matchlock.matcher.Matcher;
import io.matchlock.matcher.MatcherSettings;
import io.matchlock.matcher.Tuning;
import io.matchlock.protocol.Names;
import io.matchlock.transport.AeronSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The matcher of this process. */
final class MatcherRole implements Role {
    private static final Logger LOG = LoggerFactory.getLogger(MatcherRole.class);
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration DRAIN_POLL = Duration.ofMillis(5);
    private static final int EARLY_SLOT_KB = 64;

    private final Matcher matcher;
    private final MatcherSettings settings;

    private MatcherRole(final Matcher matcher, final MatcherSettings settings) {
        this.matcher = matcher;
        this.settings = settings;
    }

    static MatcherRole start(final Settings settings) {
        final MatcherSettings matcherSettings = matcherSettings(settings);
        try {
            return new MatcherRole(
                    Matcher.launch(matcherSettings, reason -> LOG.error("the matcher has halted: {}", reason)),
                    matcherSettings);
        } catch (final LogUnavailableException | LogCorruptException e) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED, "the matcher does not start: " + e.getMessage() + ".", e);
        }
    }

    private static MatcherSettings matcherSettings(final Settings settings) {
        final List<String> gateways = new ArrayList<>(List.of(settings.text(SettingTable.GATEWAY_CONTROL)));
        gateways.addAll(settings.list(SettingTable.GATEWAY_PEERS));
        final String control = settings.text(SettingTable.MATCHER_CONTROL);
        final AeronSettings aeron = new AeronSettings(
                new Addresses(settings).aeron().toString(),
                control,
                gateways,
                control.substring(0, control.lastIndexOf(':')) + ":0",
                settings.number(SettingTable.AERON_MTU),
                settings.number(SettingTable.AERON_TERM),
                settings.duration(SettingTable.AERON_TIMEOUT));
        return new MatcherSettings(
                new LogAccess(settings).settings(),
                aeron,
                tuning(settings),
                Optional.of(LogAccess.snapshots(settings)));
    }

    private static Tuning tuning(final Settings settings) {
        final Tuning tuning = settings.profile() == Profile.DEDICATED ? Tuning.dedicated() : Tuning.shared();
        return tuning.withIdle(
                switch (settings.text(SettingTable.MATCHER_IDLE)) {
                    case "busy-spin" -> IdleMode.BUSY_SPIN;
                    case "yield" -> IdleMode.YIELD;
                    default -> IdleMode.BACKOFF;
                });
    }

    @Override
    public Map<String, String> facts() {
        return Map.of(
                Addresses.CONTROL, settings.aeron().controlEndpoint(),
                Addresses.AERON, settings.aeron().directory());
    }

    @Override
    public String describe() {
        return settings.tuning().idle() + ", Aeron control " + settings.aeron().controlEndpoint();
    }

    @Override
    public List<String> limits() {
        final Tuning tuning = settings.tuning();
        return List.of("matcher: " + tuning.earlySlots() + " early entries of " + EARLY_SLOT_KB + " KB, heal ring "
                + Units.format(tuning.healRingBytes()) + ", journal ring " + Units.format(tuning.journalRingBytes()));
    }

    @Override
    public Optional<String> failure() {
        return matcher.haltReason().map(reason -> "the matcher has halted: " + reason);
    }

    /** Waits until the events of all orders in the log are in the log. */
    @Override
    public void drain() {
        final long lastId;
        try (LogConnection connection = LogConnection.open(settings.log())) {
            lastId = connection.lastId(Names.ordersKey(settings.log().segment()));
        } catch (final LogUnavailableException e) {
            LOG.warn("the matcher stops without its log: {}", e.getMessage());
            return;
        }
        if (!BoundedWait.until(DRAIN_TIMEOUT, DRAIN_POLL, () -> isDone(lastId))) {
            LOG.warn("the matcher stops behind the log; it goes on from there at its next start");
        }
    }

    @Override
    public void close() {
        matcher.close();
    }

    private boolean isDone(final long lastId) {
        return matcher.journalledId() >= lastId || matcher.haltReason().isPresent();
    }
}
