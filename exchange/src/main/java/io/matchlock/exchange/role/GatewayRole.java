package io.matchlock.exchange.role;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.segment.KeyFile;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.exchange.settings.Units;
import io.matchlock.gateway.Gateway;
import io.matchlock.gateway.GatewayStartException;
import io.matchlock.gateway.retransmit.ReportSource;
import io.matchlock.gateway.retransmit.Retransmitter;
import io.matchlock.gateway.settings.AccessKey;
import io.matchlock.gateway.settings.GatewaySettings;
import io.matchlock.gateway.settings.LoopLimits;
import io.matchlock.gateway.settings.SessionLimits;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.transport.AeronSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** The gateway of this process. */
final class GatewayRole implements Role {
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READY_POLL = Duration.ofMillis(5);

    private final Gateway gateway;
    private final GatewaySettings settings;
    private final AtomicReference<String> halt;

    private GatewayRole(final Gateway gateway, final GatewaySettings settings, final AtomicReference<String> halt) {
        this.gateway = gateway;
        this.settings = settings;
        this.halt = halt;
    }

    static GatewayRole start(final Settings settings) {
        final GatewaySettings gatewaySettings = gatewaySettings(settings);
        final AtomicReference<String> halt = new AtomicReference<>();
        try {
            final Gateway gateway = Gateway.launch(gatewaySettings, reason -> halt.compareAndSet(null, reason));
            BoundedWait.until(READY_TIMEOUT, READY_POLL, gateway::isReady);
            return new GatewayRole(gateway, gatewaySettings, halt);
        } catch (final GatewayStartException | LogUnavailableException | LogCorruptException e) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED,
                    "the gateway (setting gateway.port is " + settings.text(SettingTable.GATEWAY_PORT)
                            + ") does not start: " + e.getMessage() + ".",
                    e);
        }
    }

    private static GatewaySettings gatewaySettings(final Settings settings) {
        final List<String> matchers = new ArrayList<>(List.of(settings.text(SettingTable.MATCHER_CONTROL)));
        matchers.addAll(settings.list(SettingTable.MATCHER_PEERS));
        final String control = settings.text(SettingTable.GATEWAY_CONTROL);
        final AeronSettings aeron = new AeronSettings(
                new Addresses(settings).aeron().toString(),
                control,
                matchers,
                control.substring(0, control.lastIndexOf(':')) + ":0",
                settings.number(SettingTable.AERON_MTU),
                settings.number(SettingTable.AERON_TERM),
                settings.duration(SettingTable.AERON_TIMEOUT));
        return new GatewaySettings(
                settings.number(SettingTable.GATEWAY_ID),
                settings.number(SettingTable.GATEWAY_LOOPS),
                settings.address(SettingTable.GATEWAY_HOST, SettingTable.GATEWAY_PORT),
                new LogAccess(settings).settings(),
                aeron,
                SessionLimits.defaults(),
                LoopLimits.defaults(),
                keys(settings));
    }

    private static Map<String, AccessKey> keys(final Settings settings) {
        final Map<String, AccessKey> keys = new HashMap<>();
        for (final KeyFile.Key key : KeyFile.read(settings.file(SettingTable.KEYS, "keys"))) {
            final Iterable<Integer> accounts = IntStream.rangeClosed(key.firstAccount(), key.lastAccount())
                    .boxed()
                    .toList();
            keys.put(key.id(), new AccessKey(key.id(), key.secret(), accounts, true));
        }
        return keys;
    }

    @Override
    public Map<String, String> facts() {
        return Map.of(
                Addresses.HOST, settings.bind().getHostString(),
                Addresses.PORT, Integer.toString(gateway.port()),
                Addresses.CONTROL, settings.aeron().controlEndpoint(),
                Addresses.AERON, settings.aeron().directory());
    }

    @Override
    public String describe() {
        return "number " + settings.gatewayId() + ", " + Units.count(settings.loops(), "loop")
                + ", clients connect to "
                + settings.bind().getHostString() + ":" + gateway.port() + ", Aeron control "
                + settings.aeron().controlEndpoint() + (gateway.isReady() ? "" : ", waiting for a matcher");
    }

    @Override
    public List<String> limits() {
        final SessionLimits sessions = settings.sessions();
        final LoopLimits loop = settings.limits();
        return List.of(
                "gateway, each loop: " + sessions.maxConnections() + " connections, " + loop.maxInFlight()
                        + " batches of 512 records and 64 KB in flight, events ring "
                        + Units.format(loop.mailboxBytes()),
                "gateway, each connection: send buffer " + Units.format(sessions.sendBufferBytes())
                        + ", frames of 4096 B, "
                        + sessions.maxGaps() + " gaps, handshake within "
                        + sessions.handshakeTimeout().toSeconds() + " s; lease "
                        + gateway.lease().toMillis() + " ms",
                "gateway, reports again: " + ReportSource.MAX_COUNT + " in a request, one request of a session, "
                        + Retransmitter.MAX_WAITING + " waiting, " + Retransmitter.MAX_TOGETHER
                        + " read together; index of the newest 16 MB");
    }

    @Override
    public Optional<String> failure() {
        return Optional.ofNullable(halt.get()).map(reason -> "the gateway has halted: " + reason);
    }

    @Override
    public void close() {
        gateway.close();
    }
}
