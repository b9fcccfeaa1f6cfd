package io.matchlock.exchange.supervise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.exchange.role.RoleKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RoleTuningTest {
    private final RoleTuning tuning = new RoleTuning(Map.of(
            "MATCHLOCK_ENGINE_FLAGS", "-XX:-UseCompressedOops -Xlog:disable",
            "MATCHLOCK_ENGINE_TUNABLES", "glibc.malloc.hugetlb=1"));

    @Test
    void shouldTuneTheMatcherAsTheLauncherSays() {
        assertEquals(List.of("-XX:-UseCompressedOops", "-Xlog:disable"), tuning.flags(RoleKind.MATCHER));
        assertEquals(Map.of("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1"), tuning.variables(RoleKind.MATCHER));
        assertEquals(List.of(), tuning.flags(RoleKind.GATEWAY));
        assertEquals(Map.of(), tuning.variables(RoleKind.REDIS));
    }

    @Test
    void shouldAskForNothingWhereTheLauncherSaysNothing() {
        final RoleTuning none = new RoleTuning(Map.of());

        assertEquals(List.of(), none.flags(RoleKind.MATCHER));
        assertEquals(Map.of(), none.variables(RoleKind.MATCHER));
    }

    /** A JVM refuses two collectors. */
    @Test
    void shouldChooseTheCollectorOfAServersProcessWhateverThisOneHas() {
        final List<String> flags = tuning.flags(RoleKind.POSTGRES);
        final List<String> command = JavaCommand.of(1 << 20, flags, List.of("postgres"), List.of("-XX:+UseParallelGC"));

        assertEquals(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), flags);
        assertEquals(
                flags, command.stream().filter(flag -> flag.startsWith("-XX:")).toList());
        assertTrue(JavaCommand.of(1 << 20, List.of(), List.of("gateway"), List.of("-XX:+UseParallelGC"))
                .contains("-XX:+UseParallelGC"));
    }

    @Test
    void shouldGiveTheFlagsToTheJvm() {
        final List<String> command = JavaCommand.of(1 << 20, tuning.flags(RoleKind.MATCHER), List.of("matcher"));

        assertTrue(command.indexOf("-XX:-UseCompressedOops") < command.indexOf("-cp"), command::toString);
        assertTrue(command.contains("-XX:-UseCompressedOops"), command::toString);
    }
}
