package io.matchlock.engine;

import io.matchlock.engine.request.EngineLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The sessions of the naive engine, and which of them give way to new ones. */
final class NaiveSessions {
    /** What is known of a session. */
    static final class Session {
        final int number;
        final int place;
        final long idHigh;
        final long idLow;
        int owner;
        long highestClientSeqNo;
        final List<String> skipped = new ArrayList<>();
        final List<Long> behind = new ArrayList<>();
        long reports;
        boolean wasBound;
        boolean hasEnded;
        private int liveOrders;
        private long idleSince;

        private Session(final int number, final int place, final long idHigh, final long idLow) {
            this.number = number;
            this.place = place;
            this.idHigh = idHigh;
            this.idLow = idLow;
        }
    }

    private final EngineLimits limits;
    private final Map<Integer, Session> byNumber = new TreeMap<>();
    /** In the order in which they fell idle. */
    private final List<Session> idle = new ArrayList<>();

    private final int step;
    long ticks;

    NaiveSessions(final EngineLimits limits) {
        this.limits = limits;
        int power = 1;
        while (power <= limits.maxSessions()) {
            power *= 2;
        }
        step = power;
    }

    Session find(final long idHigh, final long idLow) {
        return byNumber.values().stream()
                .filter(each -> each.idHigh == idHigh && each.idLow == idLow)
                .findFirst()
                .orElse(null);
    }

    /** Null if it is not kept. */
    Session get(final int number) {
        return byNumber.get(number);
    }

    /** The numbers of all that are kept. */
    List<Integer> numbers() {
        return List.copyOf(byNumber.keySet());
    }

    int place(final int number) {
        return number % step;
    }

    List<Session> ofOwner(final int owner) {
        return byNumber.values().stream()
                .filter(each -> each.owner == owner)
                .sorted(Comparator.comparingInt(each -> each.place))
                .toList();
    }

    /** Null if there is no room. */
    Session add(final long idHigh, final long idLow, final int rulesVersion) {
        Session added = null;
        if (byNumber.size() < limits.maxSessions()) {
            final int place = byNumber.size() + 1;
            added = new Session(place, place, idHigh, idLow);
        } else if (rulesVersion >= 5 && limits.sessionIdleTicks() > 0) {
            final Session oldest = oldest();
            if (oldest != null) {
                idle.remove(oldest);
                byNumber.remove(oldest.number);
                added = new Session(oldest.number + step, oldest.place, idHigh, idLow);
            }
        }
        if (added != null) {
            byNumber.put(added.number, added);
            update(added);
        }
        return added;
    }

    private Session oldest() {
        final Session ended = oldest(true, Math.min(60, limits.sessionIdleTicks()));
        return ended != null ? ended : oldest(false, limits.sessionIdleTicks());
    }

    private Session oldest(final boolean hasEnded, final int idleTicks) {
        return idle.stream()
                .filter(each -> each.hasEnded == hasEnded)
                .findFirst()
                .filter(each -> ticks - each.idleSince >= idleTicks)
                .orElse(null);
    }

    void own(final Session session, final int owner) {
        session.owner = owner;
        session.wasBound |= owner != 0;
        update(session);
    }

    void entered(final int number) {
        get(number).liveOrders++;
        update(get(number));
    }

    void ended(final int number) {
        get(number).liveOrders--;
        update(get(number));
    }

    private void update(final Session session) {
        final boolean isIdle = session.owner == 0 && session.liveOrders == 0;
        if (isIdle && !idle.contains(session)) {
            session.idleSince = ticks;
            idle.add(session);
        } else if (!isIdle) {
            idle.remove(session);
        }
    }
}
