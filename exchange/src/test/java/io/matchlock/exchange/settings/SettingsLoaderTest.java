package io.matchlock.exchange.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsLoaderTest {
    @TempDir
    private Path folder;

    @Test
    void shouldPreferFlagsToEnvironmentToFileToDefaults() throws IOException {
        final Path file = write("redis.port=1\ncache.port=1\npostgres.port=1\n");
        final Map<String, String> environment = Map.of("MATCHLOCK_REDIS_PORT", "2", "MATCHLOCK_CACHE_PORT", "2");

        final Settings settings = new SettingsLoader(environment, 2).load(file, Map.of("redis.port", "3"));

        assertEquals(
                List.of("3 flag", "2 environment", "1 file", "7400 default"),
                List.of(
                        shown(settings, SettingTable.REDIS_PORT),
                        shown(settings, SettingTable.CACHE_PORT),
                        shown(settings, SettingTable.POSTGRES_PORT),
                        shown(settings, SettingTable.GATEWAY_PORT)));
    }

    @Test
    void shouldReadTheFileOfTheDataFolderAndLetTheProfileChooseDefaults() throws IOException {
        write("profile=dedicated\n");

        final Settings settings = new SettingsLoader(Map.of(), 2).load(null, Map.of("data", folder.toString()));

        assertEquals("busy-spin default", shown(settings, SettingTable.MATCHER_IDLE));
    }

    @Test
    void shouldChooseTheProfileByCores() {
        assertEquals(
                Profile.SHARED,
                new SettingsLoader(Map.of(), 7).load(null, elsewhere()).profile());
        assertEquals(
                Profile.DEDICATED,
                new SettingsLoader(Map.of(), 8).load(null, elsewhere()).profile());
    }

    @Test
    void shouldNameSettingValueAndRemedy() {
        final OperatorException failure = assertThrows(
                OperatorException.class,
                () -> new SettingsLoader(Map.of(), 2).load(null, Map.of("redis.port", "65536")));

        assertEquals(
                "setting redis.port can't be \"65536\": give a whole number from 0 to 65535 (from flag).",
                failure.getMessage());
        assertEquals(ExitCode.USAGE, failure.exitCode());
    }

    @Test
    void shouldRefuseUnknownSettings() {
        final OperatorException failure = assertThrows(
                OperatorException.class, () -> new SettingsLoader(Map.of(), 2).load(null, Map.of("redis.prot", "1")));

        assertEquals(
                "unknown setting redis.prot on the command line; matchlock config lists all settings.",
                failure.getMessage());
    }

    @Test
    void shouldHaveDefaultsThatPassTheirChecks() {
        for (final Setting setting : SettingTable.all()) {
            for (final Profile profile : Profile.values()) {
                assertEquals(null, setting.check().remedy(setting.defaultFor(profile)), setting.name());
            }
        }
    }

    @Test
    void shouldReadUnits() {
        assertEquals(
                List.of(64L * 1024, 3L << 30, -1L, -1L),
                List.of(Units.bytes("64k"), Units.bytes("3G"), Units.bytes("3x"), Units.bytes("-1")));
        assertEquals(Duration.ofNanos(200_000), Units.duration("200us"));
        assertEquals(null, Units.duration("200"));
    }

    private Map<String, String> elsewhere() {
        return Map.of("data", folder.resolve("none").toString());
    }

    private Path write(final String text) throws IOException {
        return Files.writeString(folder.resolve(SettingsLoader.FILE_NAME), text);
    }

    private static String shown(final Settings settings, final Setting setting) {
        return settings.text(setting) + " " + settings.origin(setting).text();
    }
}
