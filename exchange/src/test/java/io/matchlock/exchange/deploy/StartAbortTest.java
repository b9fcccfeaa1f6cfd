package io.matchlock.exchange.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.FolderLock;
import io.matchlock.exchange.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which servers a start that is cut short may end: its own, never those of a segment that goes on. */
final class StartAbortTest {
    private static final String SERVER = "redis";

    @TempDir
    private Path root;

    private DataFolder folder;
    private Process server;

    @BeforeEach
    void runServer() throws IOException {
        folder = new DataFolder(root).create();
        Files.createDirectories(folder.redis());
        server = new ProcessBuilder("sleep", "600")
                .directory(folder.redis().toFile())
                .start();
    }

    @AfterEach
    void endServer() {
        server.destroyForcibly();
    }

    @Test
    void shouldEndTheServerThatItStarted() {
        try (FolderLock lock = FolderLock.take(folder, SERVER)) {
            assertEquals(List.of(server.pid()), workers(), lock::toString);
        }
    }

    @Test
    void shouldLeaveTheServerOfAnotherProcess() throws IOException {
        assertEquals(List.of(), workers());

        Files.writeString(folder.run().resolve(SERVER + ".lock"), server.pid() + "\n");

        assertEquals(List.of(), workers());
    }

    private List<Long> workers() {
        final StartAbort abort =
                new StartAbort(new SettingsLoader(Map.of(), 2).load(null, Map.of("data", root.toString())));
        return abort.workers().stream().map(ProcessHandle::pid).toList();
    }
}
