package io.matchlock.exchange.role;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.persister.embedded.PostgresServer;
import io.matchlock.persister.embedded.PostgresUnavailableException;
import java.util.Map;
import java.util.Optional;

/** A Postgres server of our own. */
final class PostgresRole implements Role {
    private final PostgresServer postgres;

    private PostgresRole(final PostgresServer postgres) {
        this.postgres = postgres;
    }

    static PostgresRole start(final Settings settings) {
        try {
            final PostgresServer postgres = PostgresServer.start(
                    new DataFolder(settings.data()).postgres(), settings.number(SettingTable.POSTGRES_PORT));
            Niceness.yieldCores(postgres.pid());
            return new PostgresRole(postgres);
        } catch (final PostgresUnavailableException e) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED,
                    "the embedded Postgres (setting postgres.port is " + settings.text(SettingTable.POSTGRES_PORT)
                            + ") does not start: " + e.getMessage() + ".",
                    e);
        }
    }

    @Override
    public Map<String, String> facts() {
        return Map.of(
                Addresses.URL, postgres.jdbcUrl(),
                Addresses.HOST, PostgresServer.HOST,
                Addresses.PORT, Integer.toString(postgres.port()),
                Addresses.SERVER_PID, Long.toString(postgres.pid()));
    }

    @Override
    public String describe() {
        return postgres.describe() + ", port " + postgres.port() + ", server pid " + postgres.pid();
    }

    @Override
    public Optional<String> failure() {
        return postgres.pid() == 0 ? Optional.of("the embedded Postgres has ended.") : Optional.empty();
    }

    @Override
    public void close() {
        postgres.close();
    }
}
