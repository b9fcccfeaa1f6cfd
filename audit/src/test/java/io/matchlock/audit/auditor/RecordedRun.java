package io.matchlock.audit.auditor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.audit.auditor.client.ClientJournal;
import io.matchlock.audit.auditor.log.RedisLog;
import io.matchlock.audit.auditor.rows.PostgresRows;
import io.matchlock.audit.flow.FlowInstrument;
import io.matchlock.audit.flow.FlowMix;
import io.matchlock.audit.flow.OrderFlow;
import io.matchlock.audit.sink.OrderSink;
import io.matchlock.client.ClientListener;
import io.matchlock.client.ClientSession;
import io.matchlock.client.ClientSessions;
import io.matchlock.client.logon.ClientCredentials;
import io.matchlock.client.logon.ClientSettings;
import io.matchlock.exchange.deploy.Deployment;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.segment.KeyFile;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.log.LogConnection;
import io.matchlock.matcher.Tuning;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;

/** A small run of a real segment, recorded: what its clients heard, both streams, all rows. Copies of it can be altered. */
final class RecordedRun {
    private static final int CLIENTS = 3;
    private static final int MESSAGES = 200;
    private static final int HOST_TAG = 7;
    private static final long SEED = 20_261_127L;
    private static final int MAX_FINDINGS = 1_000;
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(30);

    final List<Tape> tapes = new ArrayList<>();
    MemoryLog log;
    MemoryRows rows;

    RecordedRun() {}

    /** A copy. */
    RecordedRun(final RecordedRun other) {
        other.tapes.forEach(tape -> tapes.add(new Tape(tape)));
        log = MemoryLog.copyOf(other.log);
        rows = MemoryRows.copyOf(other.rows);
    }

    /** Trades on a running segment, stops what works on its log, and records. */
    static RecordedRun of(final Deployment deployment) {
        final RecordedRun run = new RecordedRun();
        final Settings settings = deployment.settings();
        run.trade(settings);
        deployment.stopPipeline();
        try (RedisLog redis = new RedisLog(new LogAccess(settings).settings());
                PostgresRows postgres = new PostgresRows(new Addresses(settings).database())) {
            run.log = MemoryLog.copyOf(redis);
            run.rows = MemoryRows.copyOf(postgres);
        }
        return run;
    }

    Audit audit() {
        return new Auditor(log, rows, Tuning.shared().hashInterval(), MAX_FINDINGS).run(journals(), log.lastOrdersId());
    }

    List<ClientJournal> journals() {
        return tapes.stream().map(Tape::journal).toList();
    }

    private void trade(final Settings settings) {
        final KeyFile.Key key =
                KeyFile.read(settings.file(SettingTable.KEYS, "keys")).get(0);
        final ClientCredentials credentials = new ClientCredentials(key.id(), HOST_TAG, key.secret());
        final List<FlowInstrument> instruments = instruments(settings);
        try (ClientSessions sessions = new ClientSessions()) {
            final List<Trader> traders = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                final UUID id = new UUID(SEED, i + 1);
                final Tape tape = new Tape(id);
                tapes.add(tape);
                final ClientSettings client = ClientSettings.of(credentials, new Addresses(settings).gateway())
                        .withSession(id, false);
                traders.add(new Trader(
                        new OrderFlow(SEED + i, instruments, FlowMix.REALISTIC, 1), client, tape, key.firstAccount()));
                sessions.add(traders.get(i).session);
            }
            await(sessions, () -> sessions.established() == CLIENTS);
            for (int sent = 0; sent < MESSAGES; sent++) {
                traders.forEach(Trader::send);
                sessions.doWork(System.nanoTime());
            }
            await(sessions, () -> traders.stream().allMatch(Trader::isSettled));
        }
    }

    private static List<FlowInstrument> instruments(final Settings settings) {
        try (LogConnection connection = new LogAccess(settings).open()) {
            return connection.readGenesis().instruments().stream()
                    .map(FlowInstrument::of)
                    .toList();
        }
    }

    private static void await(final ClientSessions sessions, final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + DEADLINE_NS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadlineNs < 0, "not in time; seed " + SEED);
            sessions.doWork(System.nanoTime(), 1);
        }
    }

    /** One client: its flow, and how far its answers are. */
    private static final class Trader implements ClientListener {
        private final OrderFlow flow;
        private final ClientSession session;
        private final OrderSink sink;
        private long sent;
        private long answered;

        Trader(final OrderFlow flow, final ClientSettings settings, final Tape tape, final int account) {
            this.flow = flow;
            session = new ClientSession(settings, tape.recorder(this));
            sink = OrderSink.of(session, account);
        }

        void send() {
            sent = Math.max(sent, flow.send(sink));
        }

        boolean isSettled() {
            return answered >= sent && session.unacknowledged() == 0;
        }

        @Override
        public void onReport(
                final ClientSession from,
                final long reportNumber,
                final long clientNumber,
                final int templateId,
                final DirectBuffer buffer,
                final int offset,
                final int length) {
            answered = Math.max(answered, clientNumber);
            flow.onReport(buffer, offset, length);
        }
    }
}
