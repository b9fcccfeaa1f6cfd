package io.matchlock.exchange.supervise;

import io.matchlock.exchange.role.RoleKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The JVM flags and environment of a role's process. Those of a process that holds the engine alone are defined by the
 * launcher's script: it uses them for such a process that it starts itself, and hands them on in the environment to a
 * supervisor, which uses them for its matcher. A process that only watches over a server is there to start soon.
 */
final class RoleTuning {
    private static final String FLAGS = "MATCHLOCK_ENGINE_FLAGS";
    private static final String TUNABLES = "MATCHLOCK_ENGINE_TUNABLES";
    private static final String LIBC_TUNABLES = "GLIBC_TUNABLES";

    /** The time on the processors until a server stands is 57 % of what it is with a compiler and threads for long work. */
    private static final List<String> WATCHER_FLAGS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Map<String, String> environment;

    RoleTuning(final Map<String, String> environment) {
        this.environment = environment;
    }

    /** {@return flags for the JVM of a role, in the place of those of this process where they contradict} */
    List<String> flags(final RoleKind kind) {
        return switch (kind) {
            case REDIS, CACHE, POSTGRES -> WATCHER_FLAGS;
            case MATCHER ->
                Arrays.stream(environment.getOrDefault(FLAGS, "").split(" "))
                        .filter(flag -> !flag.isEmpty())
                        .toList();
            case DRIVER, PERSISTER, ARCHIVER, GATEWAY -> List.of();
        };
    }

    /** {@return what to add to the environment of a role's process} */
    Map<String, String> variables(final RoleKind kind) {
        return kind == RoleKind.MATCHER && environment.containsKey(TUNABLES)
                ? Map.of(LIBC_TUNABLES, environment.get(TUNABLES))
                : Map.of();
    }
}
