package io.matchlock.exchange.supervise;

import io.matchlock.exchange.role.RoleKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a process that holds the engine alone is tuned with. The launcher's script knows it, goes by it where it starts such
 * a process itself, and tells it in the environment for those that a supervisor starts.
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
