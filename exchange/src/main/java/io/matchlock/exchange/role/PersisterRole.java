package io.matchlock.exchange.role;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.log.LogConnection;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.pace.PaceLimits;
import io.matchlock.persister.Persister;
import io.matchlock.persister.PersisterSettings;
import io.matchlock.persister.store.DatabaseSettings;
import io.matchlock.persister.store.StoreException;
import io.matchlock.protocol.Names;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The persister of this process. */
final class PersisterRole implements Role {
    private static final Logger LOG = LoggerFactory.getLogger(PersisterRole.class);
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration CACHE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CACHE_POLL = Duration.ofMillis(100);

    private final Persister persister;
    private final PersisterSettings settings;

    private PersisterRole(final Persister persister, final PersisterSettings settings) {
        this.persister = persister;
        this.settings = settings;
    }

    static PersisterRole start(final Settings settings) {
        final PersisterSettings persisterSettings = persisterSettings(settings);
        try {
            return new PersisterRole(Persister.launch(persisterSettings), persisterSettings);
        } catch (final StoreException e) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED,
                    "setting postgres.url is \"" + settings.text(SettingTable.POSTGRES_URL)
                            + "\", and the persister can't use it: " + e.getMessage() + ".",
                    e);
        }
    }

    private static PersisterSettings persisterSettings(final Settings settings) {
        final Addresses addresses = new Addresses(settings);
        final DatabaseSettings database = addresses.database();
        return new PersisterSettings(
                new LogAccess(settings).settings(),
                database.jdbcUrl(),
                database.user(),
                database.password(),
                cache(addresses),
                settings.number(SettingTable.PERSISTER_MAX_ROWS),
                settings.duration(SettingTable.PERSISTER_MAX_DELAY),
                new PaceLimits(
                        settings.bytes(SettingTable.PERSISTER_YIELD_ABOVE),
                        settings.duration(SettingTable.PERSISTER_MAX_YIELD)));
    }

    /** One that has just died is started again, and a persister that did not wait for it would go without until its own end. */
    private static Optional<String> cache(final Addresses addresses) {
        if (addresses.isEmbedded(SettingTable.CACHE_URL)) {
            BoundedWait.until(CACHE_TIMEOUT, CACHE_POLL, () -> addresses.cache().isPresent());
        }
        return addresses.cache();
    }

    @Override
    public Map<String, String> facts() {
        return Map.of();
    }

    @Override
    public String describe() {
        return "batches of " + settings.maxRows() + " rows or "
                + settings.maxDelay().toMillis() + " ms, "
                + settings.cacheUrl().map(url -> "with status cache").orElse("without status cache");
    }

    @Override
    public List<String> limits() {
        return List.of("persister: batches of " + settings.maxRows() + " rows, two on their way"
                + Pace.describe(settings.pace()));
    }

    @Override
    public Optional<String> failure() {
        return persister.halted().map(reason -> "the persister has halted: " + reason);
    }

    /** Waits until all events in the log are in Postgres. */
    @Override
    public void drain() {
        final long lastId;
        try (LogConnection connection = LogConnection.open(settings.log())) {
            lastId = connection.lastId(Names.eventsKey(settings.log().segment()));
        } catch (final LogUnavailableException e) {
            LOG.warn("the persister stops without its log: {}", e.getMessage());
            return;
        }
        if (!persister.awaitCommitted(lastId, DRAIN_TIMEOUT)) {
            LOG.warn("the persister stops behind the log; it goes on from there at its next start");
        }
    }

    @Override
    public void close() {
        persister.close();
    }
}
