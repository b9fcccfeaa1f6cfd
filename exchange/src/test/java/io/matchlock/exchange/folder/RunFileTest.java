package io.matchlock.exchange.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run file speaks for the process that wrote it and for no other. */
final class RunFileTest {
    private static final String ROLE = "gateway";

    @TempDir
    private Path root;

    private DataFolder folder;

    @BeforeEach
    void setUp() {
        folder = new DataFolder(root).create();
    }

    @Test
    void shouldTellWhatALivingProcessWroteUntilItIsClosed() {
        final RunFile file = RunFile.write(folder, ROLE, Map.of("port", "7400"));
        assertEquals("7400", RunFile.read(folder, ROLE).orElseThrow().get("port"));
        file.close();
        assertEquals(Optional.empty(), RunFile.read(folder, ROLE));
    }

    @ParameterizedTest
    @EnabledOnOs(OS.LINUX)
    @CsvSource({
        "start-ticks, 1, false",
        "boot-id, 00000000-0000-0000-0000-000000000000, false",
        "pid, 1, false",
        "pid, 2147483647, false",
        "pid, none, false",
        "started, 2020-01-01T00:00:00Z, true",
        "data, /, false",
        "data, /nowhere, false",
    })
    void shouldGoByFolderIdBootAndTicks(final String name, final String value, final boolean counts)
            throws IOException {
        final Map<String, String> facts = facts();
        facts.put(name, value);

        assertEquals(counts, isRead(facts));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "-3, true", "3, true", "-60, false", "60, false"})
    void shouldGoByTheClockWhereNoTicksAreTold(final int laterSeconds, final boolean counts) throws IOException {
        final Map<String, String> facts = facts();
        facts.remove(ProcessMark.TICKS);
        final Instant start = Instant.parse(facts.get(ProcessMark.STARTED));
        facts.put(ProcessMark.STARTED, start.plusSeconds(laterSeconds).toString());

        assertEquals(counts, isRead(facts));
    }

    @Test
    void shouldNotGoByTheIdAlone() throws IOException {
        final Map<String, String> facts = facts();
        facts.keySet().retainAll(Set.of(ProcessMark.PID, RunFile.DATA));

        assertEquals(false, isRead(facts));
    }

    /** All that a file holds. */
    private Map<String, String> facts() {
        final Map<String, String> facts = new TreeMap<>(ProcessMark.of(ProcessHandle.current()));
        facts.put(RunFile.DATA, root.toString());
        return facts;
    }

    private boolean isRead(final Map<String, String> facts) throws IOException {
        final Properties properties = new Properties();
        properties.putAll(facts);
        try (Writer writer = Files.newBufferedWriter(folder.run().resolve(ROLE + ".properties"))) {
            properties.store(writer, null);
        }
        return RunFile.read(folder, ROLE).isPresent();
    }
}
