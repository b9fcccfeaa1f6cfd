package io.matchlock.engine;

import io.matchlock.engine.RandomOrders.Sent;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import io.matchlock.engine.request.ExpectedMessages;
import io.matchlock.engine.request.Instrument;
import io.matchlock.engine.request.OrderRequest;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** Draws one command after the other and gives it to the engine and to the naive one. */
final class RandomCommands {
    private static final long SECOND = 1_000_000_000L;
    private static final int CHAINS = 4;
    /** Once chains give way to others. */
    private static final int MANY_CHAINS = 6;

    private static final int SESSIONS = 7;
    private static final int[] STATUSES = {17, 17, 17, 17, 17, 17, 24, 24, 24, 21, 2, 18, 99};
    private static final int[] SCOPES = {1, 1, 7, 100, 101, 101, 102, 102, 5};

    final EventLog engineLog = new EventLog();
    final EventLog naiveLog = new EventLog();
    final Engine engine;
    private final ExpectedMessages expected = new ExpectedMessages();
    final NaiveEngine naive;
    private final Random random;
    private final int ids;
    private final RandomDefinitions definitions;
    private final RandomOrders orders;
    private final UnsafeBuffer key = new UnsafeBuffer(new byte[16]);
    private final Sent[] sent = new Sent[128];
    private final long[] batches = new long[MANY_CHAINS + 1];
    private final long[] incarnations = new long[MANY_CHAINS + 1];
    private boolean applied;
    private long position;
    private long timeNs = 1_000 * SECOND;
    private long term;
    private long clientSeqNo;
    private long requestIds;

    RandomCommands(final EngineLimits limits, final int rulesVersion, final boolean wide, final Random random) {
        this(limits, rulesVersion, wide, limits.maxSessions(), random);
    }

    /** {@code ids}: how many session ids there are, once sessions don't live for ever. */
    RandomCommands(
            final EngineLimits limits, final int rulesVersion, final boolean wide, final int ids, final Random random) {
        this.ids = ids;
        this.random = random;
        definitions = new RandomDefinitions(limits, wide, random);
        orders = new RandomOrders(definitions, rulesVersion == 1, random);
        engine = new Engine(limits, rulesVersion, new Recorder(engineLog));
        naive = new NaiveEngine(limits, naiveLog);
        naive.market.rulesVersion = rulesVersion;
        for (int index = 0; index < 4; index++) {
            final int securityId = RandomDefinitions.SECURITIES[index];
            final Instrument instrument = definitions.definition(securityId, timeNs);
            engine.addInstrument(instrument);
            naive.market.add(instrument);
        }
    }

    private boolean oneIn(final int chances) {
        return random.nextInt(chances) == 0;
    }

    Counts counts() {
        return naive.market.counts;
    }

    /** Does something and says what. */
    String next() {
        naive.standingRules = engine.rulesVersion();
        if (!applied || oneIn(120)) {
            return entry();
        }
        if (oneIn(position < 50 ? 2 : 20)) {
            return control();
        }
        return oneIn(45) ? admin() : message();
    }

    private String entry() {
        final int chains = naive.standingRules >= 5 ? MANY_CHAINS : CHAINS;
        final int chain = oneIn(4) ? 1 + random.nextInt(chains) : 1;
        final boolean opens = incarnations[chain] == 0 || oneIn(60);
        if (opens && !oneIn(8)) {
            incarnations[chain]++;
        }
        final boolean follows = !oneIn(10);
        final long batch = opens ? 1 : batches[chain] + (follows ? 1 : random.nextInt(3));
        final long startTimeNs = incarnations[chain] * 10 - (oneIn(10) ? 15 : 0);
        final int result = engine.beginEntry(++position, chain << 16, incarnations[chain], batch, opens, startTimeNs);
        assertSame(result, naive.beginEntry(chain << 16, incarnations[chain], batch, opens, startTimeNs));
        applied = result == Engine.APPLIED;
        if (applied) {
            batches[chain] = batch;
            engine.gateway().onAlive();
        } else if (!opens && follows) {
            incarnations[chain] = incarnations[chain] + 1;
        }
        return "entry of chain " + chain + " batch " + batch + " opens " + opens + " applied " + applied;
    }

    private static void assertSame(final int expected, final int actual) {
        if (expected != actual) {
            throw new AssertionError("the naive engine says " + actual + ", the other " + expected);
        }
    }

    private String control() {
        final int choice = random.nextInt(10);
        final int id = 1 + random.nextInt(SESSIONS);
        switch (choice) {
            case 0 -> lead(oneIn(4) ? term + 1 : term + random.nextInt(3));
            case 1, 2, 3, 4 -> tick();
            case 5 -> release(random.nextInt(SESSIONS + 1));
            default -> logOn(id);
        }
        return "control " + choice + " id " + id;
    }

    private void logOn(final int id) {
        if (naive.standingRules < 5) {
            negotiate(id);
            establish(id, 1);
            return;
        }
        final int any = 1 + random.nextInt(ids);
        if (!oneIn(3)) {
            negotiate(any);
        }
        if (!oneIn(5)) {
            establish(any, oneIn(6) ? random.nextInt(3) : 1);
        }
    }

    private void negotiate(final int id) {
        engine.gateway().onNegotiate(position, id, id, 5, key, 0, 0);
        naive.negotiate(position, id, id, 5);
    }

    private void establish(final int id, final long nextSeqNo) {
        engine.gateway().onEstablish(position, id, id, 6, nextSeqNo, key, 0, 0, 0);
        naive.establish(position, id, id, 6, nextSeqNo);
    }

    private void lead(final long bid) {
        engine.gateway().onLead(bid);
        naive.lead(bid);
        if (bid == term + 1) {
            term = bid;
        }
    }

    private void tick() {
        final int seconds = oneIn(12) ? 50 + random.nextInt(20) : random.nextInt(3);
        if (oneIn(20)) {
            timeNs += (oneIn(10) ? 86_400 : 500) * SECOND;
            engine.gateway().onSegmentResumed(term, timeNs);
            naive.resume(term, timeNs);
        }
        timeNs = Math.max(timeNs, engine.engineTimeNs());
        engine.gateway().onTick(term, timeNs + seconds * SECOND);
        naive.tick(term, timeNs + seconds * SECOND);
        if (engine.engineTimeNs() > 0) {
            timeNs = engine.engineTimeNs();
        }
    }

    private void release(final int session) {
        if (naive.standingRules >= 5) {
            release(anySession(), oneIn(3));
        } else if (oneIn(4)) {
            release(session, false);
        }
    }

    private void release(final int session, final boolean isFinished) {
        engine.gateway().onRelease(session, isFinished);
        naive.release(session, isFinished);
    }

    /** One that is kept, if there is one, or a number that once was one's. */
    private int anySession() {
        final List<Integer> numbers = naive.sessions.numbers();
        final int number = numbers.isEmpty() ? 0 : numbers.get(random.nextInt(numbers.size()));
        return oneIn(10) ? number - 8 : number;
    }

    private int anySecurity() {
        return oneIn(30) ? 99 : RandomDefinitions.SECURITIES[random.nextInt(RandomDefinitions.SECURITIES.length)];
    }

    private String admin() {
        final long receiveTimeNs = position * 1_000 + 1;
        final long requestId = ++requestIds;
        final int choice = random.nextInt(20);
        naive.beginRecord(receiveTimeNs);
        if (choice < 4) {
            return define(requestId, receiveTimeNs);
        }
        if (choice < 14) {
            return status(requestId, receiveTimeNs);
        }
        if (choice < 18) {
            return limits(requestId, receiveTimeNs);
        }
        final int account = orders.account();
        final boolean blocked = oneIn(8);
        engine.admin().onAccountBlock(requestId, receiveTimeNs, account, blocked);
        naive.market.block(requestId, account, blocked);
        return "account " + account + " blocked " + blocked;
    }

    private String define(final long requestId, final long receiveTimeNs) {
        final int[] securities = RandomDefinitions.SECURITIES;
        final int securityId = oneIn(10) ? 6 + random.nextInt(3) : securities[random.nextInt(securities.length)];
        final Instrument instrument = definitions.definition(securityId, engine.engineTimeNs());
        while (engine.isBusy()) {
            engine.goOn();
        }
        engine.admin().onInstrument(requestId, receiveTimeNs, instrument);
        naive.market.define(requestId, instrument);
        return "definition " + instrument;
    }

    private String status(final long requestId, final long receiveTimeNs) {
        final int securityId = oneIn(2) ? notContinuous() : anySecurity();
        final int status = STATUSES[random.nextInt(STATUSES.length)];
        engine.admin().onInstrumentStatus(requestId, receiveTimeNs, securityId, status);
        naive.market.status(requestId, securityId, status);
        return "status of " + securityId + " " + status;
    }

    private int notContinuous() {
        return naive.market.books.values().stream()
                .filter(book -> !book.isContinuous())
                .map(book -> book.definition.securityId())
                .findFirst()
                .orElse(1);
    }

    private String limits(final long requestId, final long receiveTimeNs) {
        final int account = orders.account();
        final int maxOpenOrders = oneIn(2) ? Integer.MAX_VALUE : 3 + random.nextInt(40);
        final long maxPosition = oneIn(30) ? -1 : !oneIn(3) ? Long.MAX_VALUE : 20 + random.nextInt(1_000);
        final long maxNotional = !oneIn(3) ? Long.MAX_VALUE : 5_000 + random.nextInt(50_000);
        engine.admin().onAccountLimits(requestId, receiveTimeNs, account, maxOpenOrders, maxPosition, maxNotional);
        naive.market.limits(requestId, account, maxOpenOrders, maxPosition, maxNotional);
        return "limits of " + account + ": " + maxOpenOrders + " " + maxPosition + " " + maxNotional;
    }

    private String message() {
        final Sent target = oneIn(15) ? sent[random.nextInt(sent.length)] : live();
        final boolean addressed = target != null && random.nextInt(10) < 3;
        final int session = addressed ? target.session() : oneIn(10) ? random.nextInt(SESSIONS) : bound();
        final long seqNo = oneIn(50) ? clientSeqNo - random.nextInt(20) : ++clientSeqNo;
        final boolean begun = engine.beginMessage(session, seqNo, position * 1_000);
        assertSame(begun ? 1 : 0, naive.beginMessage(session, seqNo, position * 1_000) ? 1 : 0);
        if (!begun) {
            return "message " + seqNo + " of session " + session + " that is not to be applied";
        }
        if (oneIn(100)) {
            engine.onRefused(seqNo, 8, 11, 100);
            naive.refuse(seqNo, 8, 11, 100);
            return "refused " + seqNo;
        }
        if (oneIn(100)) {
            return massCancel();
        }
        if (!addressed) {
            return enter(session);
        }
        return oneIn(3) ? cancel(target) : replace(target);
    }

    /** An order that lives, null for none. */
    private Sent live() {
        final int count = naive.market.live.size();
        return count == 0
                ? null
                : naive.market.live.values().stream()
                        .skip(random.nextInt(count))
                        .map(RandomOrders::sent)
                        .findFirst()
                        .orElse(null);
    }

    /** A session of the entry's chain, as long as there is one. */
    private int bound() {
        if (naive.standingRules >= 5) {
            return boundNow();
        }
        int session = random.nextInt(SESSIONS);
        for (int attempt = 0; attempt < SESSIONS && !naive.isMine(session); attempt++) {
            session = (session + 1) % SESSIONS;
        }
        return session;
    }

    private int boundNow() {
        final List<Integer> mine =
                naive.sessions.numbers().stream().filter(naive::isMine).toList();
        return mine.isEmpty() || oneIn(20) ? anySession() : mine.get(random.nextInt(mine.size()));
    }

    private String massCancel() {
        final int scope = SCOPES[random.nextInt(SCOPES.length)];
        final int securityId = oneIn(2) ? Codes.NULL_SECURITY_ID : anySecurity();
        final int account = oneIn(2) ? Codes.NULL_U32 : orders.account();
        final int side = oneIn(2) ? 0 : oneIn(10) ? '3' : '1' + random.nextInt(2);
        final long clOrdId = orders.nextClOrdId();
        engine.onMassCancel(clOrdId, scope, securityId, account, side);
        naive.market.massCancel(clOrdId, scope, securityId, account, side);
        return "mass cancel of scope " + scope + " " + securityId + " " + account + " " + side;
    }

    private String enter(final int session) {
        final OrderRequest request = orders.order(naive.market.bookTimeNs);
        final String text = text(request);
        lookAhead(session, request);
        engine.onNewOrder(request);
        naive.market.enter(request);
        remember(orders.sent(session, naive.market.lastOrderId()));
        return "new " + text;
    }

    /** Has no effect, so there is nothing of it in the naive engine. */
    private void lookAhead(final int session, final OrderRequest request) {
        expected.addNewOrder(session, request.clOrdId(), request.securityId(), request.side(), request.price());
        expected.addChange(session, request.origClOrdId());
        expected.addChange(session, request.clOrdId());
        if (oneIn(3)) {
            engine.lookAhead(expected);
            expected.clear();
        }
    }

    private void remember(final Sent order) {
        sent[random.nextInt(sent.length)] = order;
    }

    private String cancel(final Sent target) {
        final boolean byOrderId = oneIn(2);
        final long orderId = byOrderId ? target.orderId() : -1;
        final long origClOrdId = byOrderId && !oneIn(10) ? -1 : target.clOrdId();
        final int side = oneIn(50) ? '0' : target.side();
        final int securityId = oneIn(50) ? 2 : target.securityId();
        final long clOrdId = orders.nextClOrdId();
        engine.onCancel(clOrdId, origClOrdId, orderId, securityId, side);
        naive.market.cancel(clOrdId, origClOrdId, orderId, securityId, side);
        return "cancel of " + target;
    }

    private String replace(final Sent target) {
        final OrderRequest request = orders.replace(target, naive.market.bookTimeNs);
        final String text = text(request);
        lookAhead(target.session(), request);
        engine.onReplace(request);
        naive.market.replace(request);
        remember(orders.sent(target.session(), target.orderId()));
        return "replace " + text;
    }

    static String text(final OrderRequest it) {
        return "clOrdId " + it.clOrdId() + " orig " + it.origClOrdId() + " order " + it.orderId() + " i"
                + it.securityId()
                + " a"
                + it.account() + " side " + it.side() + " type " + it.ordType() + " tif " + it.timeInForce() + " exec "
                + it.execInst() + " qty " + it.orderQty() + " price " + it.price() + " stop " + it.stopPx() + " min "
                + it.minQty()
                + " show " + it.displayQty() + " until " + it.expireTimeNs() + " group " + it.selfMatchPreventionId()
                + " stp "
                + it.stpInstruction() + " inFlight " + it.inFlightMitigation();
    }

    /** Another version of the rules from here on. */
    void rules(final int version) {
        engine.admin().onRulesVersion(1, version);
        naive.market.rulesVersion = version;
    }
}
