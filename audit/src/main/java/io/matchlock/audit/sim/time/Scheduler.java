package io.matchlock.audit.sim.time;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Supplier;

/**
 * The one thread of a simulation: a queue of events in the order of their times, and of their making where these are the same.
 * Time stands still during an event. The same seed gives the same events.
 */
public final class Scheduler {
    private static final int TRACE_LINES = 3_000;
    private static final double NS_PER_S = 1e9;

    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private final ArrayDeque<String> trace = new ArrayDeque<>();
    private final Random random;
    private final boolean isTracing;
    private long nowNs;
    private long made;
    private long steps;

    /** Something that happens to an actor, at a time. */
    record Event(long timeNs, long number, Actor actor, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(final Event other) {
            return timeNs == other.timeNs ? Long.compare(number, other.number) : Long.compare(timeNs, other.timeNs);
        }
    }

    /**
     * Nothing is due.
     *
     * @param seed of all that is left to chance
     * @param isTracing whether {@link #trace} keeps lines
     */
    public Scheduler(final long seed, final boolean isTracing) {
        this.random = new Random(seed);
        this.isTracing = isTracing;
    }

    /** {@return ns since the simulation's beginning} */
    public long nowNs() {
        return nowNs;
    }

    /** {@return chance: the only source of it} */
    public Random random() {
        return random;
    }

    /** {@return how many events have happened} */
    public long steps() {
        return steps;
    }

    /**
     * A number as likely as any other in a range.
     *
     * @param from the least
     * @param to the greatest
     * @return the number
     */
    public long between(final long from, final long to) {
        return to <= from ? from : from + (long) (random.nextDouble() * (to - from + 1));
    }

    /**
     * Lets something happen later.
     *
     * @param delayNs from now
     * @param actor that it happens to: not while it is stopped or busy, never once it is dead; null for the world's own
     * @param task what happens
     */
    public void after(final long delayNs, final Actor actor, final Runnable task) {
        push(nowNs + Math.max(0, delayNs), actor, task);
    }

    /**
     * Lets the next event happen.
     *
     * @param untilNs if it is due by then
     * @return false if none is
     */
    public boolean runNext(final long untilNs) {
        final Event next = queue.peek();
        if (next == null || next.timeNs() > untilNs) {
            nowNs = Math.max(nowNs, untilNs);
            return false;
        }
        queue.poll();
        nowNs = Math.max(nowNs, next.timeNs());
        final Actor actor = next.actor();
        if (actor == null) {
            steps++;
            next.task().run();
        } else if (actor.isFree(nowNs)) {
            steps++;
            next.task().run();
        } else if (!actor.isDead()) {
            actor.defer(next);
        }
        return true;
    }

    /**
     * Notes what happened, for people.
     *
     * @param line made only if it is wanted
     */
    public void trace(final Supplier<String> line) {
        if (isTracing) {
            if (trace.size() == TRACE_LINES) {
                trace.poll();
            }
            trace.add(String.format(Locale.ROOT, "%12.6f  %s", nowNs / NS_PER_S, line.get()));
        }
    }

    /** {@return the last lines that were noted} */
    public List<String> lastLines() {
        return List.copyOf(trace);
    }

    void push(final long timeNs, final Actor actor, final Runnable task) {
        queue.add(new Event(timeNs, made++, actor, task));
    }
}
