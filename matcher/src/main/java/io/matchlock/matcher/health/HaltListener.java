package io.matchlock.matcher.health;

/** Is told, once, that a matcher has halted; a launcher then ends its process with a code that is not 0. */
@FunctionalInterface
public interface HaltListener {
    /**
     * The matcher does nothing more.
     *
     * @param reason one sentence for the operator
     */
    void onHalted(String reason);
}
