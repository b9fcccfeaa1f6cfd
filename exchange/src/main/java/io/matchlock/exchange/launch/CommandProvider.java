package io.matchlock.exchange.launch;

import java.util.List;

/** Further subcommands from modules that this one can't see, found by {@link java.util.ServiceLoader}. */
public interface CommandProvider {
    /** {@return picocli command objects, each {@code Callable<Integer>} with the exit code} */
    List<Object> commands();
}
