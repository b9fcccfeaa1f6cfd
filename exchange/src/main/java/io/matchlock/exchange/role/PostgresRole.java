package io.matchlock.exchange.role;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.DiskRoom;
import io.matchlock.exchange.resource.FullDisk;
import io.matchlock.exchange.resource.Niceness;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.persister.embedded.PostgresServer;
import io.matchlock.persister.embedded.PostgresUnavailableException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A Postgres server of our own. */
final class PostgresRole implements Role {
    /** For a file of its own log, and what a recovery writes. */
    private static final long MIN_BYTES = 64 << 20;

    private final Path folder;
    private final FullDisk fullDisk;
    private PostgresServer postgres;
    private long pid;

    private PostgresRole(final PostgresServer postgres, final Path folder) {
        this.postgres = postgres;
        this.pid = postgres.pid();
        this.folder = folder;
        this.fullDisk = new FullDisk("the embedded Postgres", new DiskRoom(folder, MIN_BYTES), this::restart);
    }

    static PostgresRole start(final Settings settings, final BooleanSupplier isStopped) {
        final Path folder = new DataFolder(settings.data()).postgres();
        try {
            return new PostgresRole(start(folder, settings.number(SettingTable.POSTGRES_PORT), isStopped), folder);
        } catch (final PostgresUnavailableException e) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED,
                    "the embedded Postgres (setting postgres.port is " + settings.text(SettingTable.POSTGRES_PORT)
                            + ") does not start: " + e.getMessage() + ".",
                    e);
        }
    }

    private static PostgresServer start(final Path folder, final int port, final BooleanSupplier isStopped) {
        final PostgresServer postgres = PostgresServer.start(folder, port, isStopped);
        Niceness.yieldCores(postgres.pid());
        return postgres;
    }

    @Override
    public Map<String, String> facts() {
        return Map.of(
                Addresses.URL, postgres.jdbcUrl(),
                Addresses.HOST, PostgresServer.HOST,
                Addresses.PORT, Integer.toString(postgres.port()),
                Addresses.SERVER_PID, Long.toString(pid));
    }

    @Override
    public String describe() {
        return postgres.describe() + ", port " + postgres.port() + ", server pid " + pid;
    }

    @Override
    public Optional<String> failure() {
        return fullDisk.failure(() -> postgres.pid() == 0 ? Optional.of(postgres.lastWords()) : Optional.empty());
    }

    private void restart() {
        final int port = postgres.port();
        postgres.close();
        try {
            postgres = start(folder, port, () -> false);
            pid = postgres.pid();
        } catch (final PostgresUnavailableException e) {
            throw new OperatorException(
                    ExitCode.DEPENDENCY_LOST, "the embedded Postgres does not start again: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public void close() {
        postgres.close();
    }
}
