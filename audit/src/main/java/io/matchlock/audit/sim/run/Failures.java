package io.matchlock.audit.sim.run;

/** Says where something was thrown. */
final class Failures {
    private static final int FRAMES = 12;

    private Failures() {}

    static String describe(final Throwable failure) {
        final StringBuilder text = new StringBuilder(failure.toString());
        final StackTraceElement[] frames = failure.getStackTrace();
        for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
            text.append("\n    at ").append(frames[i]);
        }
        return text.toString();
    }
}
