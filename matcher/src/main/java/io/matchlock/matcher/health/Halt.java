package io.matchlock.matcher.health;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A latch for the first reason to stop. Any thread may set it or look at it; it never resets, and it never ends the process. */
public final class Halt {
    private final AtomicReference<String> reason = new AtomicReference<>();
    private final HaltListener listener;

    /**
     * Not halted.
     *
     * @param listener is told the first reason, on the thread that found it
     */
    public Halt(final HaltListener listener) {
        this.listener = listener;
    }

    /**
     * Halts; every reason but the first is dropped.
     *
     * @param why one sentence
     */
    public void halt(final String why) {
        if (reason.compareAndSet(null, why)) {
            listener.onHalted(why);
        }
    }

    /** {@return whether there is a reason} */
    public boolean isHalted() {
        return reason.get() != null;
    }

    /** {@return the reason, empty while all is well} */
    public Optional<String> reason() {
        return Optional.ofNullable(reason.get());
    }

    /**
     * One sentence for whatever was thrown.
     *
     * @param failure that was thrown
     * @return its message, with its class where it is not one of ours
     */
    public static String describe(final Throwable failure) {
        return failure instanceof HaltException || failure.getClass().getName().startsWith("io.matchlock.log.")
                ? failure.getMessage()
                : failure.toString();
    }
}
