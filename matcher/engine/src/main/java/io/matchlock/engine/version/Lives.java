package io.matchlock.engine.version;

/** What version 5 of the rules says of the ends of sessions, chains, accounts and positions, which were kept for ever before. */
public final class Lives {
    /** The first version of the rules that lets them end. */
    public static final int VERSION = 5;
    /**
     * For so many ticks a session is kept that has ended for good, if not for less: at half a second a tick it is three times as long
     * as a logon's timestamp is good for, so that none can be sent again.
     */
    public static final int ENDED_TICKS = 60;

    private Lives() {}
}
