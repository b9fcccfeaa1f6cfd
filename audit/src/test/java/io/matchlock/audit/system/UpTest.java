package io.matchlock.audit.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.audit.auditor.Audit;
import io.matchlock.audit.send.FlowLoad;
import io.matchlock.audit.send.FlowRun;
import io.matchlock.exchange.deploy.Banner;
import io.matchlock.exchange.deploy.Deployment;
import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.order.OrderDesk;
import io.matchlock.exchange.order.OrderLine;
import io.matchlock.exchange.segment.Addresses;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole segment in this process, on the real servers. */
@Tag("slow")
final class UpTest {
    @TempDir
    private Path folder;

    private TestSegment segment;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @BeforeEach
    void setUp() throws IOException {
        segment = new TestSegment(folder);
    }

    @Test
    void shouldTakeAnOrderToPostgresAndKeepTheBookOverARestart() throws SQLException {
        try (Deployment deployment = Deployment.start(segment.settings())) {
            assertTrue(banner(deployment).contains("durability   FSYNC offered"), banner(deployment));
            order("buy 100 AAPL 150.25");
            deployment.stopPipeline();
            assertEquals("100 0 100 150.25 0", row(1));
        }
        try (Deployment deployment = Deployment.start(segment.settings())) {
            order("sell 40 AAPL market");
            deployment.stopPipeline();
            assertEquals("100 40 60 150.25 1", row(1));
        }
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("Trade 1: order 2")), lines.toString());
    }

    @Test
    void shouldRefuseASecondOnTheSameFolder() {
        try (Deployment deployment = Deployment.start(segment.settings())) {
            final OperatorException failure =
                    assertThrows(OperatorException.class, () -> Deployment.start(segment.settings()));

            assertEquals(ExitCode.STARTUP_FAILED, failure.exitCode());
            assertTrue(failure.getMessage().contains("is in use by \"up\""), failure.getMessage());
            assertTrue(deployment.failure().isEmpty());
        }
    }

    @Test
    void shouldShowAndKeepTheLimitsThatTheSegmentWasMadeWith() {
        try (Deployment deployment = Deployment.start(segment.settings())) {
            assertTrue(banner(deployment).contains("for the segment's life: 65536 orders"), banner(deployment));
        }
        segment.with("max.orders", "32k");

        final OperatorException refusal =
                assertThrows(OperatorException.class, () -> Deployment.start(segment.settings()));

        assertEquals(ExitCode.STARTUP_FAILED, refusal.exitCode());
        assertEquals(
                "setting max.orders is \"32k\", and segment main was made with 65536, which holds for its life; leave the"
                        + " setting out, or make another segment with --data.",
                refusal.getMessage());
    }

    @Test
    void shouldAuditAFlow() {
        try (Deployment deployment = Deployment.start(segment.settings())) {
            final FlowRun flow = segment.flow(new FlowLoad(4, 2_000, 7));
            try (flow) {
                assertTrue(flow.connect(Duration.ofSeconds(20)));
                flow.send(Duration.ofSeconds(3), () -> false);
                assertTrue(flow.drain(Duration.ofSeconds(30)));
            }
            deployment.stopPipeline();

            final Audit result = segment.audit(flow);

            assertEquals("lost 0  duplicated 0  PASS", result.verdict(), result.findings()::toString);
            assertEquals(flow.figures().sent(), result.acknowledged());
        }
    }

    private void order(final String line) {
        try (OrderDesk desk = OrderDesk.open(segment.settings(), lines::add)) {
            assertTrue(desk.perform(OrderLine.parse(line)), lines::toString);
        }
    }

    private String row(final long orderId) throws SQLException {
        try (Connection connection = DriverManager.getConnection(new Addresses(segment.settings()).postgres());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT qty, cum_qty, leaves_qty, trim_scale(price), status"
                        + " FROM orders WHERE order_id = " + orderId)) {
            assertTrue(row.next());
            return row.getLong(1) + " " + row.getLong(2) + " " + row.getLong(3) + " " + row.getString(4) + " "
                    + row.getString(5);
        }
    }

    private static String banner(final Deployment deployment) {
        final StringWriter text = new StringWriter();
        new Banner(deployment.settings(), "test").print(new PrintWriter(text), deployment.roles());
        return text.toString();
    }
}
