package io.matchlock.exchange.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.exchange.command.MatchlockCommand;
import io.matchlock.exchange.deploy.Deployment;
import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.settings.SettingTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Two data folders on one machine whose settings lead to the same ports: each command and server keeps to its own folder. */
final class TwoInstancesTest {
    @TempDir
    private Path root;

    private TestSegment first;
    private TestSegment second;
    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void setUp() throws IOException {
        first = new TestSegment(root.resolve("first"));
        second = new TestSegment(root.resolve("second"));
    }

    @Test
    void shouldRefuseAPostgresPortThatAnotherFolderHas() {
        try (Deployment running = Deployment.start(first.settings())) {
            second.with("postgres.port", first.settings().text(SettingTable.POSTGRES_PORT));

            final OperatorException refusal =
                    assertThrows(OperatorException.class, () -> Deployment.start(second.settings()));

            assertTrue(refusal.getMessage().contains(root.resolve("first").toString()), refusal.getMessage());
            assertTrue(refusal.getMessage().contains(root.resolve("second").toString()), refusal.getMessage());
            assertTrue(running.failure().isEmpty());
            assertEquals(ExitCode.OK, run(first, "market", "status", "AAPL", "auction"));
        }
    }

    @Test
    void shouldRefuseCommandsWhosePortLeadsToAnotherFolder() {
        Deployment.start(second.settings()).close();
        try (Deployment running = Deployment.start(first.settings())) {
            second.with("redis.port", first.settings().text(SettingTable.REDIS_PORT));
            second.with("cache.port", first.settings().text(SettingTable.CACHE_PORT));
            second.with("postgres.port", first.settings().text(SettingTable.POSTGRES_PORT));

            assertEquals(ExitCode.STARTUP_FAILED, run(second, "market", "status", "AAPL", "halted"), errors::toString);
            assertTrue(errors.toString().contains(root.resolve("second") + " is of segment "), errors::toString);
            assertEquals(ExitCode.STARTUP_FAILED, run(second, "inspect", "orders"), errors::toString);
            assertEquals(ExitCode.STARTUP_FAILED, run(second, "status", "1"), errors::toString);
            assertTrue(running.failure().isEmpty());
        }
    }

    @Test
    void shouldRefuseToBeginAnewBesideAnOldLedger() throws IOException {
        Deployment.start(first.settings()).close();
        Files.move(root.resolve("first/redis"), root.resolve("lost"));

        final OperatorException refusal =
                assertThrows(OperatorException.class, () -> Deployment.start(first.settings()));
        assertTrue(refusal.getMessage().contains(" has no segment"), refusal.getMessage());

        Files.delete(root.resolve("first/segment.id"));
        final OperatorException halt = assertThrows(OperatorException.class, () -> Deployment.start(first.settings()));
        assertTrue(halt.getMessage().contains("they don't belong together"), halt.getMessage());
        assertFalse(Files.exists(root.resolve("first/run/gateway.properties")));
    }

    private int run(final TestSegment segment, final String... words) {
        final List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(segment.arguments());
        final CommandLine command = MatchlockCommand.create();
        command.setOut(new PrintWriter(errors, true));
        command.setErr(new PrintWriter(errors, true));
        return command.execute(arguments.toArray(new String[0]));
    }
}
