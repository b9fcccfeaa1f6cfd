package io.matchlock.audit.sim.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What a connection has gathered between MULTI and EXEC. */
final class Transaction {
    private List<List<byte[]>> commands;
    private final Map<String, Long> watched = new HashMap<>();
    private boolean isSpoilt;

    void begin() {
        commands = new ArrayList<>();
        isSpoilt = false;
    }

    boolean isOpen() {
        return commands != null;
    }

    void add(final List<byte[]> words) {
        commands.add(words);
    }

    /** A command was refused: nothing of it will be carried out. */
    void spoil() {
        isSpoilt = true;
    }

    /** Looks whether a stream changes before EXEC; one that is watched already is watched since then. */
    void watch(final String key, final long changes) {
        watched.putIfAbsent(key, changes);
    }

    /** Whether one that is watched has changed; nothing is watched any more. */
    boolean hasChanged(final ToLongFunction<String> changes) {
        final boolean hasChanged =
                watched.entrySet().stream().anyMatch(watch -> changes.applyAsLong(watch.getKey()) != watch.getValue());
        watched.clear();
        return hasChanged;
    }

    /** What is to be carried out, null for nothing. */
    List<List<byte[]>> end() {
        final List<List<byte[]>> gathered = isSpoilt ? null : commands;
        commands = null;
        return gathered;
    }
}
