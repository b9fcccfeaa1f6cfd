package io.matchlock.audit.auditor;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.audit.auditor.Tape.Kind;
import io.matchlock.audit.auditor.Tape.Step;
import io.matchlock.audit.auditor.client.ClientJournal;
import io.matchlock.audit.auditor.fold.IndependentFold;
import io.matchlock.audit.auditor.log.LogReplay;
import io.matchlock.audit.auditor.log.LogWalk;
import io.matchlock.audit.auditor.rows.BookAudit;
import io.matchlock.audit.auditor.rows.PostgresRows;
import io.matchlock.audit.auditor.store.Findings;
import io.matchlock.audit.auditor.table.Column;
import io.matchlock.audit.auditor.table.ExecutionColumn;
import io.matchlock.audit.auditor.table.Row;
import io.matchlock.audit.auditor.table.Table;
import io.matchlock.audit.system.TestSegment;
import io.matchlock.engine.event.OrderVisitor;
import io.matchlock.exchange.deploy.Deployment;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.matcher.Tuning;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.session.MessageHeaderEncoder;
import io.matchlock.protocol.session.NotAppliedEncoder;
import io.matchlock.protocol.session.QueuedEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real run passes; with exactly one thing broken it does not, and the auditor says what. */
final class AuditorTest {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    @TempDir
    static Path folder;

    private static Deployment deployment;
    private static RecordedRun good;

    private RecordedRun run;

    @BeforeAll
    static void record() throws IOException {
        deployment = Deployment.start(new TestSegment(folder).settings());
        good = RecordedRun.of(deployment);
    }

    @AfterAll
    static void stop() {
        deployment.close();
    }

    @BeforeEach
    void copy() {
        run = new RecordedRun(good);
    }

    @Test
    void shouldPassAGoodRun() {
        final Audit audit = run.audit();

        assertEquals(List.of(), audit.findings());
        assertEquals("lost 0  duplicated 0  PASS", audit.verdict());
        assertEquals(audit.sent(), audit.acknowledged());
        assertEquals(audit.reports(), audit.told());
        assertTrue(audit.sent() > 500 && audit.trades() > 10 && audit.resting() > 10, audit::toString);
    }

    @Test
    void shouldNameAReportThatALiveConnectionDidNotGet() {
        final int place = tape().reportFromEnd(5);
        final long number = tape().steps.remove(place).number();

        expect(
                "lost 1  duplicated 0  FAIL",
                "report " + number + " of session 1 was not told, though its connection stood");
    }

    @Test
    void shouldNameTheLastReportOfAConnectionThatStood() {
        final long number = tape().steps.remove(tape().reportFromEnd(1)).number();

        expect(
                "lost 1  duplicated 0  FAIL",
                "report " + number + " of session 1 was not told, though its connection stood");
    }

    @Test
    void shouldOnlyCountWhatCameAfterAConnectionWasCut() {
        final int place = tape().reportFromEnd(3);
        tape().steps.subList(place, tape().steps.size()).removeIf(Step::isReport);
        tape().steps.add(new Step(Kind.DISCONNECTED, 0, 0, new byte[0]));

        final Audit audit = run.audit();

        assertEquals("lost 0  duplicated 0  PASS", audit.verdict(), audit::toString);
        assertEquals(3, audit.untold());
    }

    @Test
    void shouldNameAConnectionThatWasToldWhatTheLogDoesNotSay() {
        tape().steps
                .replaceAll(
                        step -> step.kind() == Kind.ESTABLISHED ? new Step(step.kind(), 1, 1, step.message()) : step);

        expectSentence("session 1 was told at Establish that number 1 was the last applied and report 1 comes next");
    }

    @Test
    void shouldNameAMessageThatStandsInTheLogWithOtherBytes() {
        final Step sent = first(Kind.TAKEN, 3);
        sent.message()[HEADER + 40]++;

        expect("lost 0  duplicated 0  different 1  FAIL", "number 3 of session 1 stands in orders entry");
    }

    @Test
    void shouldNameAMessageThatWasNeverSent() {
        tape().steps.remove(first(Kind.TAKEN, 3));

        expectSentence("number 3 of session 1 in orders entry");
    }

    @Test
    void shouldNameReportsOutOfOrder() {
        final int place = tape().reportFromEnd(5);
        final int next = tape().reportFromEnd(4);
        Collections.swap(tape().steps, place, next);

        expect("lost 0  duplicated 0  reordered 1  FAIL", "came after report");
    }

    @Test
    void shouldNameAcknowledgementsOutOfOrder() {
        final int place = tape().queuedFrom(0);
        Collections.swap(tape().steps, place, tape().queuedFrom(place + 1));

        expectSentence("number 1 of session " + tape().sessionId + " was acknowledged after number 2");
    }

    @Test
    void shouldNameAReportBeforeItsAcknowledgement() {
        final Step queued = tape().steps.remove(tape().lastQueued());
        tape().steps.add(queued);

        expectSentence("answers number " + queued.number() + ", which had not been acknowledged on the connection");
    }

    @Test
    void shouldNameAnswersOutOfOrder() {
        alterAnswer(answer -> answer + 2);

        expectSentence("was answered after number");
    }

    @Test
    void shouldNameAMessageThatWasExecutedTwice() {
        alterAnswer(answer -> answer - 1);

        expectSentence("was executed more than once");
    }

    @Test
    void shouldNameASecondDeliveryWithOtherBytes() {
        final int place = tape().reportFromEnd(5);
        final Step again = tape().steps.get(place).copy();
        again.message()[HEADER + 20]++;
        tape().steps.add(place + 1, again);

        expect("lost 0  duplicated 0  different 1  FAIL", "came a second time with other bytes");
    }

    @Test
    void shouldNameASecondDeliveryThatIsNotMarkedAsOne() {
        final int place = tape().reportFromEnd(5);
        tape().steps.add(place + 1, tape().steps.get(place));

        expect("lost 0  duplicated 1  FAIL", "came a second time, not marked as PossDup");
    }

    @Test
    void shouldNameAMessageThatWasRefusedAndYetExecuted() {
        final int place = tape().queuedFrom(0);
        final long number = tape().steps.get(place).number();
        tape().steps.set(place, notApplied(number));

        expectSentence("number " + number + " of session 1 was refused with NotApplied, and yet executed");
    }

    @Test
    void shouldNameAnAcknowledgedMessageThatWasNeverExecuted() {
        final long number =
                tape().steps.stream().filter(step -> step.kind() == Kind.TAKEN).count() + 1;
        tape().steps.add(new Step(Kind.TAKEN, number, 0, first(Kind.TAKEN, 1).message()));
        tape().steps.add(queued(number));

        expect("lost 1  duplicated 0  FAIL", "number " + number + " of session 1 was acknowledged and never executed");
    }

    @Test
    void shouldNameAMessageThatWasNeitherAcknowledgedNorRefused() {
        final long number =
                tape().steps.stream().filter(step -> step.kind() == Kind.TAKEN).count() + 1;
        tape().steps.add(new Step(Kind.TAKEN, number, 0, first(Kind.TAKEN, 1).message()));

        expect("lost 1  duplicated 0  FAIL", "was neither acknowledged nor refused on a connection that stood");
    }

    @Test
    void shouldNameEachColumnOfEachTable() {
        for (final Table table : Table.values()) {
            for (final Column column : table.columns()) {
                final RecordedRun altered = new RecordedRun(good);
                final List<Row> rows = altered.rows.of(table);
                final Row row = rows.get(rows.size() / 2);
                row.set(column, row.get(column) + 1_000_000);

                final Audit audit = altered.audit();

                final String name = table.sqlName() + "." + column.sqlName();
                assertTrue(!audit.passes(), () -> name + " was changed, and the audit passed");
                assertTrue(
                        audit.findings().stream()
                                .anyMatch(found -> found.contains(column.sqlName()) || found.contains("doesn't know")),
                        () -> name + " was changed: " + audit);
            }
        }
    }

    @Test
    void shouldNameRowsThatAreMissingDoubledOrUnknown() {
        final Row order = run.rows.of(Table.ORDERS).remove(3);
        run.rows.of(Table.TRADES).add(run.rows.of(Table.TRADES).get(0));
        final Row report = run.rows.of(Table.EXECUTIONS).get(0);
        report.set(ExecutionColumn.REPORT_NUMBER, 99_999);

        final Audit audit = run.audit();

        assertEquals("lost 2  duplicated 2  FAIL", audit.verdict(), audit::toString);
        assertTrue(audit.findings().contains("order " + order.get(order.table().column(0)) + " is not in Postgres"));
    }

    @Test
    void shouldNameEachColumnThatIsChangedInPostgres() throws SQLException {
        for (final Table table : Table.values()) {
            for (final Column column : table.columns()) {
                if (isGenerated(table, column) || isPartitionKey(table, column)) {
                    continue;
                }
                try (Connection connection = DriverManager.getConnection(postgres());
                        Statement statement = connection.createStatement()) {
                    statement.execute("CREATE TEMPORARY TABLE kept AS SELECT * FROM " + table.sqlName());
                    try {
                        assertTrue(statement.executeUpdate(change(table, column)) > 0);
                        final Audit audit = auditInPostgres();
                        assertTrue(!audit.passes(), () -> table + "." + column + " was changed, and the audit passed");
                    } finally {
                        statement.execute("TRUNCATE " + table.sqlName());
                        statement.execute("INSERT INTO " + table.sqlName() + " (" + written(table) + ") SELECT "
                                + written(table) + " FROM kept");
                        statement.execute("DROP TABLE kept");
                    }
                }
            }
        }
        final Audit audit = auditInPostgres();
        assertTrue(audit.passes(), audit::toString);
    }

    @Test
    void shouldNameAColumnThatNobodyCompares() throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres());
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE trades ADD COLUMN fee bigint");
            try {
                final Audit audit = auditInPostgres();
                assertEquals(List.of("Postgres has column trades.fee, which no audit compares"), audit.findings());
            } finally {
                statement.execute("ALTER TABLE trades DROP COLUMN fee");
            }
        }
    }

    @Test
    void shouldNameEventsThatAReplayDoesNotGive() {
        final int index = run.log.events.size() / 2;
        run.log.events.get(index)[EventsEntry.RULES_VERSION_OFFSET]++;
        run.log.sign(index);

        expectSentence("is not what a replay gives");
    }

    @Test
    void shouldNameAByteThatWasAlteredInTheLog() {
        run.log.events.get(run.log.events.size() / 2)[EventsEntry.HEADER_LENGTH + 30]++;

        expectSentence("is corrupt: ");
    }

    @Test
    void shouldNameEventsThatAreMissing() {
        run.log.events.remove(run.log.events.size() - 1);

        expectSentence("events entry 1-" + run.log.events.size() + " is missing");
    }

    @Test
    void shouldNameAnOrderThatRestsAndIsInNoBook() {
        final Findings findings = new Findings(10);
        final LogReplay replay = new LogReplay(Tuning.shared().hashInterval(), findings);
        final IndependentFold fold = new IndependentFold(findings);
        new LogWalk(run.log, replay, List.of(fold), findings).run(run.log.lastOrdersId());
        final BookAudit books = new BookAudit(fold, findings);

        books.run(withoutFirst(replay), false);

        assertEquals(1, findings.sentences().size(), findings.sentences()::toString);
        assertTrue(findings.sentences().get(0).endsWith("and is in no book"), findings.sentences()::toString);
    }

    /** Shows all orders but one. */
    private static Consumer<OrderVisitor> withoutFirst(final LogReplay replay) {
        final boolean[] isOut = new boolean[1];
        return visitor -> replay.forEachOrder(order -> {
            if (isOut[0]) {
                visitor.onOrder(order);
            }
            isOut[0] = true;
        });
    }

    private Tape tape() {
        return run.tapes.get(0);
    }

    private Step first(final Kind kind, final long number) {
        return tape().steps.stream()
                .filter(step -> step.kind() == kind && step.first() == number)
                .findFirst()
                .orElseThrow();
    }

    /** Changes the number that a plain acceptance in the log answers. */
    private void alterAnswer(final LongUnaryOperator change) {
        final EventsEntryDecoder entry = new EventsEntryDecoder();
        for (int i = run.log.events.size() / 2; i < run.log.events.size(); i++) {
            final UnsafeBuffer bytes = new UnsafeBuffer(run.log.events.get(i));
            entry.wrap(bytes, 0, bytes.capacity());
            while (entry.next()) {
                final int at = entry.payloadOffset() + HEADER + ExecutionReportDecoder.refSeqNumEncodingOffset();
                if (entry.type() == EventsEntry.REPORT
                        && bytes.getShort(entry.payloadOffset() + 2, LITTLE_ENDIAN)
                                == ExecutionReportDecoder.TEMPLATE_ID
                        && bytes.getLong(at, LITTLE_ENDIAN) > 1) {
                    bytes.putLong(at, change.applyAsLong(bytes.getLong(at, LITTLE_ENDIAN)), LITTLE_ENDIAN);
                    run.log.sign(i);
                    return;
                }
            }
        }
        throw new IllegalStateException("no such report");
    }

    private void expect(final String verdict, final String sentence) {
        final Audit audit = run.audit();
        assertEquals(verdict, audit.verdict(), audit::toString);
        assertTrue(audit.findings().get(0).contains(sentence), audit::toString);
    }

    private void expectSentence(final String sentence) {
        final Audit audit = run.audit();
        assertTrue(
                !audit.passes() && audit.findings().stream().anyMatch(found -> found.contains(sentence)),
                audit::toString);
    }

    private static Step notApplied(final long number) {
        final UnsafeBuffer message = new UnsafeBuffer(new byte[HEADER + NotAppliedEncoder.BLOCK_LENGTH]);
        new NotAppliedEncoder()
                .wrapAndApplyHeader(message, 0, new MessageHeaderEncoder())
                .fromSeqNo(number)
                .count(1);
        return new Step(Kind.RECEIVED, 0, 0, message.byteArray());
    }

    private static Step queued(final long number) {
        final UnsafeBuffer message = new UnsafeBuffer(new byte[HEADER + QueuedEncoder.BLOCK_LENGTH]);
        new QueuedEncoder()
                .wrapAndApplyHeader(message, 0, new MessageHeaderEncoder())
                .fromSeqNo(number)
                .count(1);
        return new Step(Kind.RECEIVED, 0, 0, message.byteArray());
    }

    private Audit auditInPostgres() {
        try (PostgresRows rows = new PostgresRows(new Addresses(deployment.settings()).database())) {
            final List<ClientJournal> journals = run.journals();
            return new Auditor(run.log, rows, Tuning.shared().hashInterval(), 5).run(journals, run.log.lastOrdersId());
        }
    }

    private static String postgres() {
        return new Addresses(deployment.settings()).postgres();
    }

    private static boolean isGenerated(final Table table, final Column column) {
        return Set.of("orders.avg_price", "checkpoint.epoch", "checkpoint.sequence")
                .contains(table.sqlName() + "." + column.sqlName());
    }

    /** Postgres itself refuses another day in a day's partition. */
    private static boolean isPartitionKey(final Table table, final Column column) {
        return column.kind() == Column.Kind.DAY && table != Table.DAYS;
    }

    private static boolean isKey(final Table table, final Column column) {
        return column.ordinal() == 0 && table != Table.CHECKPOINT;
    }

    private static String written(final Table table) {
        final String known = String.join(
                ", ",
                Arrays.stream(table.columns())
                        .filter(column -> !isGenerated(table, column))
                        .map(Column::sqlName)
                        .toList());
        return table == Table.ORDERS
                ? known + ", report_number, exec_id, entered_cl_ord_id, entered_qty, entered_price"
                : known;
    }

    /** Changes a column of one row of a table by as little as its type allows. */
    private static String change(final Table table, final Column column) {
        final String name = column.sqlName();
        final String value =
                switch (column.kind()) {
                    case NUMBER -> "coalesce(" + name + ", 0) + " + (isKey(table, column) ? 1_000_000 : 1);
                    case CODE -> "CASE WHEN " + name + " = 'x' THEN 'y'::\"char\" ELSE 'x'::\"char\" END";
                    case DECIMAL -> "coalesce(" + name + ", 0) + 0.000000001";
                    case TEXT ->
                        name.equals("session_id") || name.equals("segment_id") ? "gen_random_uuid()" : name + " || 'x'";
                    case DAY -> name + " + 1000";
                    case FLAG ->
                        switch (name) {
                            case "written_at" -> name + " + interval '1 day'";
                            case "detached_at" -> "now()";
                            default -> "NOT " + name;
                        };
                };
        return "UPDATE " + table.sqlName() + " SET " + name + " = " + value + " WHERE ctid = (SELECT max(ctid) FROM "
                + table.sqlName() + ")";
    }
}
