package io.matchlock.engine;

import io.matchlock.engine.NaiveSessions.Session;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import java.util.ArrayList;
import java.util.List;

/** Chains, clock and sessions as the rules read, on the collections of the language. What is traded is with the market. */
final class NaiveEngine {
    /** What is known of a chain id. */
    private static final class Chain {
        int id;
        long incarnation;
        long startTimeNs;
        long lastBatch;
        long heardAtNs;
        long heardAtTick;
        boolean open;
    }

    final EngineLimits limits;
    final EventLog log;
    final NaiveMarket market;
    /** By place. */
    private final List<Chain> chains = new ArrayList<>();
    /** In the order in which they were fenced. */
    private final List<Chain> fenced = new ArrayList<>();

    private long latestGoneNs;
    final NaiveSessions sessions;
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
        this.sessions = new NaiveSessions(limits);
        this.market = new NaiveMarket(this);
    }

    int beginEntry(
            final int id, final long newIncarnation, final long batch, final boolean opens, final long startTimeNs) {
        final Chain chain = chain(id);
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
        final long standingTime = standing == null ? latestGoneNs : standing.startTimeNs;
        if (standing != null && standing.incarnation == newIncarnation && standingTime == startTimeNs) {
            return Engine.VOID;
        }
        final boolean stands = countsTicks && standing != null && standing.incarnation == newIncarnation;
        if (stands || startTimeNs <= standingTime || (standing == null && !hasRoom())) {
            final long told = standing == null && !hasRoom() ? 0 : standingTime;
            log.add("gateway", id, newIncarnation, told, false, term, engineTimeNs, leader);
            return Engine.VOID;
        }
        unbindAll(id, 1);
        final Chain chain = standing == null ? room() : standing;
        chain.id = id;
        fenced.remove(chain);
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

    private Chain chain(final int id) {
        return chains.stream().filter(each -> each.id == id).findFirst().orElse(null);
    }

    private boolean hasRoom() {
        return chains.size() < limits.maxChains() || (standingRules >= 5 && !fenced.isEmpty());
    }

    private Chain room() {
        if (chains.size() < limits.maxChains()) {
            chains.add(new Chain());
            return chains.get(chains.size() - 1);
        }
        market.counts.add("chains given way");
        latestGoneNs = Math.max(latestGoneNs, fenced.get(0).startTimeNs);
        return fenced.get(0);
    }

    private void heard(final Chain chain) {
        chain.heardAtNs = engineTimeNs;
        chain.heardAtTick = ticks;
    }

    private void unbindAll(final int owner, final int reason) {
        for (final Session each : sessions.ofOwner(owner)) {
            sessions.own(each, 0);
            log.add("unbound", owner, each.number, reason);
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
        sessions.ticks = ticks;
        heard(chain(chainId));
        if (countsTicks) {
            chains.stream().filter(this::isSilent).findFirst().ifPresent(this::fence);
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
        chains.forEach(chain -> {
            if (step > minute) {
                heard(chain);
            } else if (limits.gatewayFenceTicks() > 0
                    && chain.open
                    && engineTimeNs - chain.heardAtNs >= limits.gatewayFenceTicks() * 1_000_000_000L) {
                fence(chain);
            }
        });
    }

    private void fence(final Chain chain) {
        market.counts.add(countsTicks ? "fenced by ticks" : "fenced by time");
        unbindAll(chain.id, 2);
        chain.open = false;
        fenced.add(chain);
        log.add("fenced", chain.id, chain.incarnation);
    }

    void negotiate(final long connectionId, final long idHigh, final long idLow, final long timestampNs) {
        final boolean isKnown = sessions.find(idHigh, idLow) != null;
        final int before = sessions.numbers().size();
        final Session added = isKnown ? null : sessions.add(idHigh, idLow, standingRules);
        if (added != null && sessions.numbers().size() == before) {
            market.counts.add("sessions given way");
        }
        log.add(
                "negotiated",
                chainId,
                connectionId,
                idHigh,
                idLow,
                timestampNs,
                added == null ? 0 : added.number,
                isKnown ? 1 : added == null ? 2 : 0);
    }

    void establish(
            final long connectionId,
            final long idHigh,
            final long idLow,
            final long timestampNs,
            final long nextSeqNo) {
        final List<Object> values = new ArrayList<>(List.of(chainId, connectionId, idHigh, idLow, timestampNs));
        final Session found = sessions.find(idHigh, idLow);
        final int result = bindResult(found, nextSeqNo);
        market.counts.add("bind result " + result);
        if (result != 0) {
            values.addAll(List.of(0, 0, found == null ? 0 : found.number, result));
        } else {
            sessions.own(found, chainId);
            if (!found.skipped.isEmpty()) {
                log.add("dead", chainId, connectionId, found.number, unknownTo(found), lastSkipped(found));
            }
            values.addAll(List.of(found.highestClientSeqNo, found.reports + 1, found.number, 0));
        }
        log.add("bound", values.toArray());
    }

    private int bindResult(final Session found, final long nextSeqNo) {
        if (found == null) {
            return 1;
        }
        if (found.owner != 0) {
            return 2;
        }
        if (standingRules >= 5 && found.hasEnded) {
            return 3;
        }
        return standingRules >= 5 && !found.wasBound && nextSeqNo != 1 ? 5 : 0;
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
        return sessions.get(number) != null && sessions.get(number).owner == chainId;
    }

    void release(final int number, final boolean isFinished) {
        if (isMine(number)) {
            sessions.get(number).hasEnded |= isFinished && standingRules >= 5;
            sessions.own(sessions.get(number), 0);
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
