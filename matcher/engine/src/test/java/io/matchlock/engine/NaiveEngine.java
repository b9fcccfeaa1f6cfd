package io.matchlock.engine;

import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Chains, clock and sessions as the rules read, on the collections of the language. What is traded is with the market. */
final class NaiveEngine {
    /** What is known of a chain id. */
    private static final class Chain {
        long incarnation;
        long startTimeNs;
        long lastBatch;
        long heardAtNs;
        long heardAtTick;
        boolean open;
    }

    /** What is known of a session. */
    private static final class Session {
        final int number;
        final long idHigh;
        final long idLow;
        int owner;
        long highestClientSeqNo;
        final List<String> skipped = new ArrayList<>();
        final List<Long> behind = new ArrayList<>();
        long reports;

        Session(final int number, final long idHigh, final long idLow) {
            this.number = number;
            this.idHigh = idHigh;
            this.idLow = idLow;
        }
    }

    final EngineLimits limits;
    final EventLog log;
    final NaiveMarket market;
    private final Map<Integer, Chain> chains = new LinkedHashMap<>();
    private final Map<Integer, Session> sessions = new TreeMap<>();
    private long engineTimeNs;
    private long resumedTimeNs;
    private long ticks;
    /** Whether the entry goes by version 3 of the rules. */
    /** By which chains and numbers go, and which another engine says: there a change may still wait behind unfinished work. */
    int standingRules = Engine.RULES_VERSION;

    private boolean countsTicks;

    private long term;
    private int leader;
    private long leaderIncarnation;
    private long execIds;

    private int chainId;
    private long incarnation;
    private int session;
    private long clientSeqNo;
    private long receiveTimeNs;

    NaiveEngine(final EngineLimits limits, final EventLog log) {
        this.limits = limits;
        this.log = log;
        this.market = new NaiveMarket(this);
    }

    int beginEntry(
            final int id, final long newIncarnation, final long batch, final boolean opens, final long startTimeNs) {
        final Chain chain = chains.get(id);
        countsTicks = standingRules >= 3;
        if (opens) {
            return batch == 1 ? open(id, chain, newIncarnation, startTimeNs) : Engine.VOID;
        }
        if (chain == null || !chain.open || chain.incarnation != newIncarnation || batch != chain.lastBatch + 1) {
            return Engine.VOID;
        }
        chain.lastBatch = batch;
        heard(chain);
        chainId = id;
        incarnation = newIncarnation;
        return Engine.APPLIED;
    }

    private int open(final int id, final Chain standing, final long newIncarnation, final long startTimeNs) {
        final long standingTime = standing == null ? 0 : standing.startTimeNs;
        if (standing != null && standing.incarnation == newIncarnation && standingTime == startTimeNs) {
            return Engine.VOID;
        }
        final boolean stands = countsTicks && standing != null && standing.incarnation == newIncarnation;
        if (stands || startTimeNs <= standingTime || (standing == null && chains.size() == limits.maxChains())) {
            log.add("gateway", id, newIncarnation, standingTime, false, term, engineTimeNs, leader);
            return Engine.VOID;
        }
        unbindAll(id, 1);
        final Chain chain = chains.computeIfAbsent(id, key -> new Chain());
        chain.open = true;
        chain.incarnation = newIncarnation;
        chain.startTimeNs = startTimeNs;
        chain.lastBatch = 1;
        heard(chain);
        chainId = id;
        incarnation = newIncarnation;
        log.add("gateway", id, newIncarnation, startTimeNs, true, term, engineTimeNs, leader);
        return Engine.APPLIED;
    }

    private void heard(final Chain chain) {
        chain.heardAtNs = engineTimeNs;
        chain.heardAtTick = ticks;
    }

    private void unbindAll(final int owner, final int reason) {
        for (final Session each : sessions.values()) {
            if (each.owner == owner) {
                each.owner = 0;
                log.add("unbound", owner, each.number, reason);
            }
        }
    }

    void lead(final long bid) {
        if (bid == term + 1) {
            term = bid;
            leader = chainId;
            leaderIncarnation = incarnation;
        }
        log.add("leader", term, engineTimeNs, leader);
    }

    private boolean isLeader(final long inTerm) {
        return inTerm == term && chainId == leader && incarnation == leaderIncarnation;
    }

    void resume(final long inTerm, final long timeNs) {
        if (isLeader(inTerm) && timeNs > engineTimeNs) {
            resumedTimeNs = timeNs;
        }
    }

    void tick(final long inTerm, final long timeNs) {
        final long step = timeNs - engineTimeNs;
        final long minute = 60_000_000_000L;
        final boolean near = step <= minute || timeNs - resumedTimeNs <= minute;
        if (!isLeader(inTerm) || step <= 0 || !(near || (engineTimeNs == 0 && resumedTimeNs == 0))) {
            return;
        }
        engineTimeNs = timeNs;
        resumedTimeNs = 0;
        log.add("time", term, timeNs, leader);
        ticks++;
        heard(chains.get(chainId));
        if (countsTicks) {
            chains.entrySet().stream()
                    .filter(chain -> isSilent(chain.getValue()))
                    .findFirst()
                    .ifPresent(chain -> fence(chain.getKey(), chain.getValue()));
        } else {
            fence(step);
        }
        beginRecord(timeNs);
        market.tick(timeNs);
    }

    private boolean isSilent(final Chain chain) {
        final int fence = limits.gatewayFenceTicks();
        return fence > 0 && chain.open && ticks - chain.heardAtTick >= fence;
    }

    /** Versions 1 and 2. */
    private void fence(final long step) {
        final long minute = 60_000_000_000L;
        chains.forEach((id, chain) -> {
            if (step > minute) {
                heard(chain);
            } else if (limits.gatewayFenceTicks() > 0
                    && chain.open
                    && engineTimeNs - chain.heardAtNs >= limits.gatewayFenceTicks() * 1_000_000_000L) {
                fence(id, chain);
            }
        });
    }

    private void fence(final int id, final Chain chain) {
        market.counts.add(countsTicks ? "fenced by ticks" : "fenced by time");
        unbindAll(id, 2);
        chain.open = false;
        log.add("fenced", id, chain.incarnation);
    }

    private Session find(final long idHigh, final long idLow) {
        return sessions.values().stream()
                .filter(each -> each.idHigh == idHigh && each.idLow == idLow)
                .findFirst()
                .orElse(null);
    }

    void negotiate(final long connectionId, final long idHigh, final long idLow, final long timestampNs) {
        int number = 0;
        int result = 0;
        if (find(idHigh, idLow) != null) {
            result = 1;
        } else if (sessions.size() == limits.maxSessions()) {
            result = 2;
        } else {
            number = sessions.size() + 1;
            sessions.put(number, new Session(number, idHigh, idLow));
        }
        log.add("negotiated", chainId, connectionId, idHigh, idLow, timestampNs, number, result);
    }

    void establish(final long connectionId, final long idHigh, final long idLow, final long timestampNs) {
        final List<Object> values = new ArrayList<>(List.of(chainId, connectionId, idHigh, idLow, timestampNs));
        final Session found = find(idHigh, idLow);
        if (found == null) {
            values.addAll(List.of(0, 0, 0, 1));
        } else if (found.owner != 0) {
            values.addAll(List.of(0, 0, found.number, 2));
        } else {
            found.owner = chainId;
            if (!found.skipped.isEmpty()) {
                log.add("dead", chainId, connectionId, found.number, unknownTo(found), lastSkipped(found));
            }
            values.addAll(List.of(found.highestClientSeqNo, found.reports + 1, found.number, 0));
        }
        log.add("bound", values.toArray());
    }

    private static long unknownTo(final Session session) {
        final int forgotten = session.skipped.size() - 15;
        return forgotten > 0 ? session.behind.get(forgotten - 1) : 0;
    }

    private static String lastSkipped(final Session session) {
        final int count = session.skipped.size();
        return String.join(" ", session.skipped.subList(Math.max(0, count - 15), count));
    }

    boolean isMine(final int number) {
        return sessions.containsKey(number) && sessions.get(number).owner == chainId;
    }

    void release(final int number) {
        if (isMine(number)) {
            sessions.get(number).owner = 0;
            log.add("unbound", chainId, number, 0);
        }
    }

    boolean beginMessage(final int number, final long seqNo, final long timeNs) {
        if (!isMine(number) || seqNo <= sessions.get(number).highestClientSeqNo) {
            return false;
        }
        final Session sender = sessions.get(number);
        if (seqNo > sender.highestClientSeqNo + 1 && standingRules >= 4) {
            sender.skipped.add(sender.highestClientSeqNo + 1 + ".." + seqNo);
            sender.behind.add(seqNo);
        }
        sender.highestClientSeqNo = seqNo;
        session = number;
        clientSeqNo = seqNo;
        receiveTimeNs = timeNs;
        return true;
    }

    int session() {
        return session;
    }

    int chainId() {
        return chainId;
    }

    /** An admin's record, a tick: what follows answers nobody. */
    void beginRecord(final long timeNs) {
        session = 0;
        receiveTimeNs = timeNs;
    }

    void refuse(final long clOrdId, final int reason, final int refTagId, final int refTemplateId) {
        log.add("refused", answer(false), clOrdId, reason, refTagId, refTemplateId);
    }

    /** Head of what answers the message. */
    String answer(final boolean withExecId) {
        return head(session, clientSeqNo, withExecId ? ++execIds : 0);
    }

    /** Head of a report about an order: an answer if it is the message's own. */
    String news(final NaiveOrder order) {
        return head(order.session, market.isAnsweredBy(order) ? clientSeqNo : Codes.NULL_U64, ++execIds);
    }

    private String head(final int toSession, final long ref, final long execId) {
        final Session to = sessions.get(toSession);
        return EventLog.head(toSession, to.owner, ++to.reports, execId, ref, receiveTimeNs);
    }
}
