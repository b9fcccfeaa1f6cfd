package io.matchlock.exchange.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.role.DriverRole;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.exchange.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DriverRoomTest {
    private static final long MB = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void shouldFitWhereASmallMachineHasLittleSharedMemory() {
        assertTrue(new DriverRoom(settings(folder)).neededBytes() < 64 * MB);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 28, 38, 58})
    void shouldRefuseAFolderWithoutRoom(final int megabytes) throws Exception {
        final Path small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", small.toString()));
        try {
            final OperatorException refusal =
                    assertThrows(OperatorException.class, () -> DriverRole.start(settings(small)));

            assertEquals(ExitCode.STARTUP_FAILED, refusal.exitCode());
            assertEquals(
                    "the media driver needs 61 MB in " + small.resolve("aeron") + ", and " + megabytes
                            + " MB are free there; make room, or name another folder with the setting aeron.dir.",
                    refusal.getMessage());
        } finally {
            run("umount", small.toString());
        }
    }

    private Settings settings(final Path drivers) {
        return new SettingsLoader(Map.of(), 2)
                .load(
                        null,
                        Map.of(
                                "data",
                                folder.toString(),
                                "aeron.dir",
                                drivers.resolve("aeron").toString()));
    }

    private static boolean run(final String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }
}
