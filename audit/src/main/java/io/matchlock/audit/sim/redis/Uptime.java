package io.matchlock.audit.sim.redis;

import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.audit.sim.time.SimProcess;
import io.matchlock.audit.sim.time.WallClock;
import io.matchlock.log.history.LogHistory;

/** The server's process: whether it runs, how often it has ended, and the number that Redis draws anew at each start. */
final class Uptime {
    private static final String RUN_ID = "51a0000000000000";
    private static final String RUN_ID_END = "000000000000000000000000";

    private final Scheduler scheduler;
    private SimProcess process;
    private Actor thread;
    private boolean isUp;
    private int crashes;
    private long crashedAtNs;

    Uptime(final Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Starts the process. */
    void begin() {
        isUp = true;
        process = new SimProcess(scheduler, "redis", new WallClock(scheduler));
        thread = process.actor("main");
    }

    /** Kills the process. */
    void end() {
        isUp = false;
        crashes++;
        crashedAtNs = scheduler.nowNs();
        process.kill();
    }

    SimProcess process() {
        return process;
    }

    Actor thread() {
        return thread;
    }

    boolean isUp() {
        return isUp;
    }

    /** {@return how often it has ended} */
    int crashes() {
        return crashes;
    }

    /** Whether an answer that was to leave at a time, when so many crashes had been, has left: not if the next crash came first. */
    boolean hasAnswered(final int crashesBefore, final long readyNs) {
        return crashes == crashesBefore || crashedAtNs >= readyNs;
    }

    /** {@return the start that runs, or the next one, as the product tells starts apart} */
    long server() {
        return LogHistory.serverOf("run_id:" + runId());
    }

    /** 40 hexadecimal digits, others after each start. */
    String runId() {
        final String number = Integer.toHexString(crashes);
        return RUN_ID.substring(0, RUN_ID.length() - number.length()) + number + RUN_ID_END;
    }
}
