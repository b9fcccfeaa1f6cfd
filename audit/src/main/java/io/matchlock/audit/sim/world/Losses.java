package io.matchlock.audit.sim.world;

import io.matchlock.audit.sim.check.Violation;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.audit.sim.time.SimProcess;
import io.matchlock.protocol.log.EntryId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Entries that the log has lost, because the server's setting allows it or an old copy was put in its place, and the
 * processes that halt for that. A process that has seen such an entry must halt and name it; one that was started
 * since must not.
 */
public final class Losses {
    private static final Pattern ENTRY = Pattern.compile("\\b\\d+-\\d+\\b");

    private final Scheduler scheduler;
    private final List<Loss> losses = new ArrayList<>();
    private final Map<SimProcess, String> ahead = new LinkedHashMap<>();

    private record Loss(long atNs, long firstId) {}

    Losses(final Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * A stream has lost its end.
     *
     * @param lastId of what is left, packed
     */
    public void onLost(final long lastId) {
        losses.add(new Loss(scheduler.nowNs(), EntryId.next(lastId)));
    }

    /**
     * Somebody had seen what is lost, and must halt.
     *
     * @param process that runs
     * @param name of it
     * @param id of the last entry that it has seen, packed
     */
    public void onAhead(final SimProcess process, final String name, final long id) {
        if (!process.isDead()) {
            scheduler.trace(() -> name + " is at " + EntryId.format(id) + " and must halt");
            ahead.put(process, name + " has seen " + EntryId.format(id));
        }
    }

    /** {@return whether a process may halt for a reason} */
    public boolean mayHalt(final SimProcess process, final String reason) {
        return areSince(process.startedNs(), reason);
    }

    /**
     * Whether something was lost that a reason to halt names.
     *
     * @param sinceNs when the first of what is held against the log was written down
     * @param reason to halt
     * @return whether it is a good one
     */
    public boolean areSince(final long sinceNs, final String reason) {
        final long namedId = highestEntry(reason);
        return losses.stream().anyMatch(loss -> loss.atNs() >= sinceNs && namedId >= loss.firstId());
    }

    /** Whoever was ahead of the log must have halted by now. */
    public void requireHalted() {
        ahead.forEach((process, what) -> {
            if (!process.isDead()) {
                throw new Violation(what + ", which the log has lost, and did not halt");
            }
        });
    }

    private static long highestEntry(final String reason) {
        final Matcher entries = ENTRY.matcher(reason);
        long highest = EntryId.NONE;
        while (entries.find()) {
            highest = Math.max(highest, EntryId.parse(entries.group()));
        }
        return highest;
    }
}
