package io.matchlock.audit.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.audit.auditor.Audit;
import io.matchlock.audit.auditor.client.ClientJournal;
import io.matchlock.audit.auditor.client.JournalingListener;
import io.matchlock.client.ClientListener;
import io.matchlock.client.ClientSession;
import io.matchlock.client.SessionState;
import io.matchlock.client.logon.ClientCredentials;
import io.matchlock.client.logon.ClientSettings;
import io.matchlock.client.order.OrderForm;
import io.matchlock.exchange.command.MatchlockCommand;
import io.matchlock.exchange.deploy.Banner;
import io.matchlock.exchange.deploy.Deployment;
import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.order.OrderDesk;
import io.matchlock.exchange.order.OrderLine;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.segment.KeyFile;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.log.LogConnection;
import io.matchlock.protocol.internal.GatewayStartedEncoder;
import io.matchlock.protocol.internal.MessageHeaderEncoder;
import io.matchlock.protocol.log.ChainId;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryEncoder;
import io.matchlock.protocol.order.MassActionScope;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.StpInstruction;
import io.matchlock.protocol.order.TimeInForce;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Icebergs, stops, mass cancels, auctions and an operator's commands: from TCP to rows in Postgres, audited. */
@Tag("slow")
final class MarketTest {
    private static final int AAPL = 1;
    private static final int HOST_TAG = 3;
    private static final long UNIT = 1_000_000_000L;
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(20);

    @TempDir
    private Path folder;

    private TestSegment segment;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final StringWriter printed = new StringWriter();
    private long answered;
    private int told;

    @BeforeEach
    void setUp() throws IOException {
        segment = new TestSegment(folder);
    }

    @Test
    void shouldTakeEachKindOfOrderToPostgresAudited() throws SQLException {
        final UUID id = UUID.randomUUID();
        final ClientJournal journal = new ClientJournal(id);
        try (Deployment deployment = Deployment.start(segment.settings())) {
            try (ClientSession session = session(id, journal)) {
                trade(session);
            }
            deployment.stopPipeline();

            assertEquals(
                    List.of(
                            "1 2 2 95 95 0 2 null 10 null",
                            "2 1 2 15 15 0 2 null null null",
                            "3 1 1 20 0 0 4 151 null 101",
                            "4 2 2 1 1 0 2 null null null",
                            "5 1 2 100 91 0 4 null null 108",
                            "6 2 2 10 10 0 2 null null null",
                            "7 2 2 3 0 3 0 null null null",
                            "8 1 2 0 0 0 4 null null 107",
                            "9 2 2 1 0 0 C null null null"),
                    rows("SELECT order_id, side, ord_type, qty, cum_qty, leaves_qty, status, trim_scale(stop_price),"
                            + " display_qty, cancel_reason FROM orders ORDER BY order_id"));
            assertEquals(
                    List.of("15 150 1 2 1", "80 150 1 5 1", "1 151 1 5 4", "10 151 null 5 6"),
                    rows(
                            "SELECT sum(qty), trim_scale(price), aggressor_side, taker_order_id, maker_order_id FROM trades"
                                    + " GROUP BY 2, 3, 4, 5 ORDER BY min(trade_id)"));
            final Audit result = segment.audit(List.of(journal));
            assertEquals("lost 0  duplicated 0  PASS", result.verdict(), result.findings()::toString);
            assertEquals(13, result.trades()); // an iceberg trades as it shows
        }
    }

    @Test
    void shouldAuditAnswersThatStandInLaterEntries() throws SQLException {
        final int sells = 30;
        final UUID id = UUID.randomUUID();
        final ClientJournal journal = new ClientJournal(id);
        try (Deployment deployment =
                Deployment.start(segment.with("max.touched-orders", "2").settings())) {
            try (ClientSession session = session(id, journal)) {
                final OrderForm terms = new OrderForm();
                for (int i = 1; i <= sells; i++) {
                    assertTrue(session.newOrder(i, limit(terms, Side.Sell, 1, 150)) > 0);
                }
                await(session, () -> answered == sells);
                session.newOrder(sells + 1, limit(terms, Side.Buy, sells, 150));
                for (int i = 2; i < 6; i++) {
                    session.newOrder(sells + i, limit(terms, Side.Buy, 1, 140));
                }
                session.cancel(sells + 6, sells + 5, ClientSession.NO_ID, AAPL, Side.Buy);
                send(session, () -> session.newOrder(sells + 7, limit(terms, Side.Buy, 10_000_000, 140)));
            }
            deployment.stopPipeline();

            assertEquals(
                    List.of("31 30 30 2", "32 1 0 0", "33 1 0 0", "34 1 0 0", "35 1 0 4", "36 0 0 8"),
                    rows("SELECT order_id, qty, cum_qty, status FROM orders WHERE order_id > 30 ORDER BY order_id"));
            final Audit result = segment.audit(List.of(journal));
            assertEquals("lost 0  duplicated 0  PASS", result.verdict(), result.findings()::toString);
            assertEquals(sells, result.trades());
        }
    }

    @Test
    void shouldTakeWordsAtTheDeskAndSayReasons() {
        try (Deployment deployment = Deployment.start(segment.settings());
                OrderDesk desk = OrderDesk.open(segment.settings(), lines::add)) {
            assertTrue(banner(deployment).contains("of them with details"), banner(deployment));
            desk.perform(OrderLine.parse("sell 50 AAPL 160 show 10 gtc"));
            desk.perform(OrderLine.parse("sell 5 AAPL stop 140 gtd +10m"));
            desk.perform(OrderLine.parse("buy 60 AAPL 160 fok"));
            desk.perform(OrderLine.parse("buy 20 AAPL 160 post"));
            desk.perform(OrderLine.parse("replace 1 20 161 open gtc"));
            desk.perform(OrderLine.parse("mass AAPL sell"));

            assertTold("New: order 1 clOrdID 1 Sell 50 AAPL at 160 show 10 GTC, status New, done 0, left 50");
            assertTold("New: order 2 clOrdID 2 Sell 5 AAPL stop 140 GTD ");
            assertTold("Canceled (could not be filled as a whole): order 3 clOrdID 3 Buy 60 AAPL at 160 FOK");
            assertTold("Rejected: clOrdID 4, reason 99 post-only order would trade");
            assertTold("Replaced: order 1 clOrdID 5 Sell 20 AAPL at 161 GTC, status New");
            assertTold("Canceled (mass cancel): order 1 clOrdID 5");
            assertTold("Mass cancel 1: 2 orders cancelled");
        }
    }

    @Test
    void shouldChangeInstrumentsAndAccountsAndSayWhatIsRefused() throws IOException, SQLException {
        final Path file = folder.resolve("more.csv");
        Files.writeString(file, "42,GOLD,2,0,0.01,1,1,1000,0.01,100000,band=500,halt=30,status=pre-open\n");
        try (Deployment deployment = Deployment.start(segment.settings())) {
            assertEquals(ExitCode.OK, market("define", file.toString()));
            assertEquals(ExitCode.OK, market("status", "42", "auction"));
            assertEquals(ExitCode.OK, market("account", "1", "--max-open-orders", "1"));
            assertEquals(ExitCode.OK, market("account", "1", "--block"));
            assertEquals(ExitCode.CHECK_FAILED, market("status", "77", "auction"));
            assertEquals(ExitCode.OK, market("rules", "2"));
            assertEquals(ExitCode.USAGE, market("rules", "9"));
            assertEquals(ExitCode.USAGE, market("status", "NOSUCH", "auction"));
            deployment.stopPipeline();

            assertEquals(
                    List.of(
                            "define GOLD: done",
                            "42 to auction: done",
                            "limits of account 1: done",
                            "block account 1: done",
                            "77 to auction: refused, there is no such instrument",
                            "rules version 2: done"),
                    printed.toString().lines().toList());
            assertEquals(
                    List.of("GOLD 500 30 24"),
                    rows("SELECT symbol, band_basis_points, halt_seconds, status FROM instruments"
                            + " WHERE security_id = 42"));
            assertEquals(ExitCode.DEPENDENCY_LOST, market("status", "AAPL", "halted"));
        }
    }

    @Test
    void shouldTakeCommandsAfterOneFromAClockAhead() {
        try (Deployment deployment = Deployment.start(segment.settings())) {
            try (LogConnection connection = new LogAccess(segment.settings()).open()) {
                final UnsafeBuffer entry = new UnsafeBuffer(new byte[OrdersEntry.MAX_LENGTH]);
                connection.append(entry, opening(entry, TimeUnit.HOURS.toNanos(1)));
            }
            assertEquals(ExitCode.OK, market("status", "AAPL", "auction"));
            assertEquals(ExitCode.OK, market("status", "AAPL", "continuous"));
            assertTrue(deployment.failure().isEmpty());
        }
    }

    /** What an operator's command begins with whose clock is ahead. */
    private static int opening(final UnsafeBuffer buffer, final long aheadNs) {
        final OrdersEntryEncoder entry =
                new OrdersEntryEncoder().wrap(buffer, 0, OrdersEntry.BATCH, ChainId.of(ChainId.OPERATOR, 0), 77L, 1);
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + GatewayStartedEncoder.BLOCK_LENGTH;
        new GatewayStartedEncoder()
                .wrapAndApplyHeader(
                        buffer, entry.claim(OrdersEntry.INTERNAL, 0, 0L, 1L, length), new MessageHeaderEncoder())
                .startTime(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) + aheadNs);
        return entry.finish(1L);
    }

    /** An iceberg that is replaced, a stop that is elected, an auction, and a cancel of all that is left. */
    private void trade(final ClientSession session) {
        final OrderForm terms = new OrderForm();
        send(
                session,
                () -> session.newOrder(1, limit(terms, Side.Sell, 100, 150).displayQuantity(10)));
        send(session, () -> session.newOrder(2, limit(terms, Side.Buy, 15, 150)));
        limit(terms, Side.Buy, 20, 0).kind(OrdType.Stop, TimeInForce.GTC);
        send(session, () -> session.newOrder(3, terms.price(OrderForm.NO_PRICE).stopPrice(151 * UNIT)));
        limit(terms, Side.Sell, 80, 150).displayQuantity(10);
        send(session, () -> session.replace(11, 1, ClientSession.NO_ID, terms, false));
        send(session, () -> session.newOrder(4, limit(terms, Side.Sell, 1, 151)));
        send(session, () -> session.newOrder(5, limit(terms, Side.Buy, 100, 151)));
        assertEquals(ExitCode.OK, market("status", "AAPL", "auction"));
        send(session, () -> session.newOrder(6, limit(terms, Side.Sell, 10, 149)));
        final int before = told;
        assertEquals(ExitCode.OK, market("status", "AAPL", "continuous"));
        await(session, () -> told == before + 2);
        send(
                session,
                () -> session.massCancel(
                        7, MassActionScope.AllOrders, ClientSession.NO_SECURITY, ClientSession.NO_ID, null));
        send(session, () -> session.newOrder(8, limit(terms, Side.Sell, 5, 170).selfTrade(9, StpInstruction.None)));
        limit(terms, Side.Buy, 2, 170).selfTrade(9, StpInstruction.DecrementAndCancel);
        send(session, () -> session.newOrder(9, terms));
        limit(terms, Side.Sell, 1, 171).kind(OrdType.Limit, TimeInForce.GTD);
        terms.expireTimeNs(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() + 3_000));
        send(session, () -> session.newOrder(10, terms));
        final int live = told;
        await(session, () -> told == live + 1);
    }

    private static OrderForm limit(final OrderForm terms, final Side side, final long quantity, final long price) {
        return terms.clear()
                .of(AAPL, 1, side)
                .kind(OrdType.Limit, TimeInForce.GTC)
                .quantity(quantity)
                .price(price * UNIT);
    }

    private void send(final ClientSession session, final java.util.function.LongSupplier message) {
        final long number = message.getAsLong();
        assertTrue(number > 0, () -> "not taken: " + number);
        await(session, () -> answered >= number && session.unacknowledged() == 0);
    }

    private static void await(final ClientSession session, final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + DEADLINE_NS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadlineNs < 0, "not in time");
            session.doWork(System.nanoTime());
        }
    }

    private ClientSession session(final UUID id, final ClientJournal journal) {
        final KeyFile.Key key =
                KeyFile.read(segment.settings().file(SettingTable.KEYS, "keys")).get(0);
        final ClientSettings settings = ClientSettings.of(
                        new ClientCredentials(key.id(), HOST_TAG, key.secret()),
                        new Addresses(segment.settings()).gateway())
                .withSession(id, false);
        final ClientSession session = new ClientSession(settings, new JournalingListener(journal, new ClientListener() {
            @Override
            public void onReport(
                    final ClientSession from,
                    final long reportNumber,
                    final long clientNumber,
                    final int templateId,
                    final DirectBuffer buffer,
                    final int offset,
                    final int length) {
                told++;
                answered = Math.max(answered, clientNumber);
            }
        }));
        await(session, () -> session.state() == SessionState.ESTABLISHED);
        return session;
    }

    private int market(final String... words) {
        final List<String> arguments = new ArrayList<>(List.of("market"));
        arguments.addAll(List.of(words));
        arguments.addAll(segment.arguments());
        final CommandLine command = MatchlockCommand.create();
        command.setOut(new PrintWriter(printed, true));
        return command.execute(arguments.toArray(new String[0]));
    }

    private List<String> rows(final String query) throws SQLException {
        final List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(new Addresses(segment.settings()).postgres());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                final StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append(i == 1 ? "" : " ").append(result.getString(i));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    private void assertTold(final String beginning) {
        assertTrue(lines.stream().anyMatch(line -> line.startsWith(beginning)), () -> beginning + " in " + lines);
    }

    private static String banner(final Deployment deployment) {
        final StringWriter text = new StringWriter();
        new Banner(deployment.settings(), "test").print(new PrintWriter(text), deployment.roles());
        return text.toString();
    }
}
