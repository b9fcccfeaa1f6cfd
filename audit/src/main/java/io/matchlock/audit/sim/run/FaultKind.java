package io.matchlock.audit.sim.run;

/** What goes wrong. */
public enum FaultKind {
    KILL_GATEWAY,
    STOP_GATEWAY,
    HOLD_LOOP,
    KILL_MATCHER,
    STOP_MATCHER,
    HOLD_MATCHER_THREAD,
    KILL_CLIENT,
    STOP_CLIENT,
    DROP_CLIENT,
    DARK_NETWORK,
    CRASH_REDIS,
    STOP_REDIS,
    LOSE_REDIS_ANSWERS,
    REFUSING_REDIS,
    CUT_REDIS,
    OUT_OF_MEMORY,
    SILENT_AERON,
    LOSSY_AERON,
    ODD_AERON,
    WRONG_CLOCK,
    STANDING_CLOCK
}
