package io.matchlock.exchange.supervise;

import io.matchlock.exchange.role.RoleKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The JVM flags and environment of a process that holds the engine alone. The launcher's script defines them. It uses
 * them for such a process that it starts itself, and hands them on in the environment to a supervisor, which uses
 * them for its matcher.
 */
final class EngineTuning {
    private static final String FLAGS = "MATCHLOCK_ENGINE_FLAGS";
    private static final String TUNABLES = "MATCHLOCK_ENGINE_TUNABLES";
    private static final String LIBC_TUNABLES = "GLIBC_TUNABLES";

    private final Map<String, String> environment;

    EngineTuning(final Map<String, String> environment) {
        this.environment = environment;
    }

    /** {@return flags for the JVM of a role, none but for the matcher} */
    List<String> flags(final RoleKind kind) {
        return kind != RoleKind.MATCHER
                ? List.of()
                : Arrays.stream(environment.getOrDefault(FLAGS, "").split(" "))
                        .filter(flag -> !flag.isEmpty())
                        .toList();
    }

    /** {@return what to add to the environment of a role's process} */
    Map<String, String> variables(final RoleKind kind) {
        return kind == RoleKind.MATCHER && environment.containsKey(TUNABLES)
                ? Map.of(LIBC_TUNABLES, environment.get(TUNABLES))
                : Map.of();
    }
}
