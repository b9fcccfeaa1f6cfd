package io.matchlock.exchange.launch;

import java.util.List;

/**
 * Adds subcommands from modules that the launcher doesn't know. The launcher finds it by {@link
 * java.util.ServiceLoader}.
 */
public interface CommandProvider {
    /** {@return picocli command objects, each {@code Callable<Integer>} with the exit code} */
    List<Object> commands();
}
