package io.matchlock.bench.load;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.SegmentFile;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.log.LogConnection;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.persister.store.DatabaseSettings;
import io.matchlock.persister.store.StoreException;
import io.matchlock.persister.store.jdbc.CopyWriter;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.segment.SegmentId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How far Postgres is behind the log, asked of both once a second on a thread of its own: the age of the log's end
 * that stands in Postgres. A reading that fails is left out.
 */
final class LagProbe implements AutoCloseable {
    private static final long INTERVAL_MS = 1_000;

    private final LogConnection log;
    private final CopyWriter database;
    private final String ordersKey;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "load-lag");
    private final long startNs = System.nanoTime();
    private final List<long[]> ends = new ArrayList<>();
    private final List<Double> lagSeconds = new ArrayList<>();

    private LagProbe(final LogConnection log, final CopyWriter database, final String ordersKey) {
        this.log = log;
        this.database = database;
        this.ordersKey = ordersKey;
    }

    /** A probe of the segment that the settings describe, running. */
    static LagProbe start(final Settings settings) {
        final String segment = settings.text(SettingTable.SEGMENT);
        final DatabaseSettings ledger = new Addresses(settings).database();
        final LagProbe probe =
                new LagProbe(new LogAccess(settings).open(), new CopyWriter(ledger, segment), Names.ordersKey(segment));
        probe.requireLedger(new SegmentFile(new DataFolder(settings.data())), "the ledger at " + ledger.address());
        probe.thread.start();
        return probe;
    }

    private void requireLedger(final SegmentFile segment, final String place) {
        try {
            final SegmentId found = database.checkpoint().segmentId();
            if (found != null) {
                segment.require(found, place);
            }
        } catch (final SQLException e) {
            close();
            throw new OperatorException(
                    ExitCode.DEPENDENCY_LOST, place + " does not answer: " + e.getMessage() + ".", e);
        } catch (final OperatorException e) {
            close();
            throw e;
        }
    }

    /** Ends the probe and returns the lag at each second so far, in seconds. */
    List<Double> stop() {
        stop.countDown();
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return lagSeconds;
    }

    @Override
    public void close() {
        stop();
        log.close();
        database.close();
    }

    private void run() {
        try {
            do {
                sample();
            } while (!stop.await(INTERVAL_MS, TimeUnit.MILLISECONDS));
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (final LogUnavailableException | StoreException | SQLException e) {
            lagSeconds.clear(); // says nothing rather than half of it
        }
    }

    private void sample() throws SQLException {
        final long position = database.checkpoint().position();
        final long nowNs = System.nanoTime() - startNs;
        ends.add(new long[] {nowNs, log.lastId(ordersKey)});
        long sinceNs = nowNs;
        for (int i = ends.size() - 1; i >= 0 && ends.get(i)[1] > position; i--) {
            sinceNs = ends.get(i)[0];
        }
        lagSeconds.add((nowNs - sinceNs) / 1e9);
    }
}
