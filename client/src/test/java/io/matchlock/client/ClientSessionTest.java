package io.matchlock.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.client.logon.ClientCredentials;
import io.matchlock.client.logon.ClientSettings;
import io.matchlock.client.order.OrderForm;
import io.matchlock.protocol.order.BooleanType;
import io.matchlock.protocol.order.MassActionScope;
import io.matchlock.protocol.order.MessageHeaderDecoder;
import io.matchlock.protocol.order.NewOrderSingleDecoder;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.OrderCancelReplaceRequestDecoder;
import io.matchlock.protocol.order.OrderMassActionRequestDecoder;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.StpInstruction;
import io.matchlock.protocol.order.TimeInForce;
import io.matchlock.protocol.session.EstablishmentRejectCode;
import io.matchlock.protocol.session.NegotiationRejectCode;
import io.matchlock.protocol.session.NotAppliedReason;
import io.matchlock.protocol.session.TerminationCode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session against a scripted gateway: both on the test's thread, over a real socket, on the test's own time. */
class ClientSessionTest {
    private final OrderForm order =
            new OrderForm().of(7, 1, Side.Buy).quantity(10).price(100_000_000_000L);
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(10);

    private final Recorder recorder = new Recorder();
    private ScriptedGateway gateway;
    private ClientSettings settings;
    private ClientSession session;
    private long nowNs = -5;

    @BeforeEach
    void open() throws IOException {
        gateway = new ScriptedGateway();
        settings = ClientSettings.of(
                        new ClientCredentials(ScriptedGateway.KEY_ID, 3, ScriptedGateway.SECRET), gateway.address())
                .withSizes(8, 4096, 4096);
        session = new ClientSession(settings, recorder);
    }

    @AfterEach
    void close() {
        session.close();
        gateway.close();
    }

    @Test
    void shouldNegotiateThenEstablishWithGoodCredentials() {
        establish();

        assertEquals(List.of(1, 5), gateway.templates);
        assertEquals(0, gateway.credentialFailures);
        assertEquals(List.of("established 0 1"), recorder.lines);
    }

    @Test
    void shouldNumberMessagesFromOneAndHearQueued() {
        establish();

        assertEquals(1, order());
        assertEquals(2, session.cancel(2, 1, ClientSession.NO_ID, 7, Side.Buy));
        assertEquals(3, session.replace(3, 1, ClientSession.NO_ID, order, true));
        await(() -> session.unacknowledged() == 0);

        assertEquals(List.of(1L, 2L, 3L), gateway.received);
        assertEquals(List.of(1, 5, 100, 102, 101), gateway.templates);
        assertEquals(List.of("established 0 1", "queued 1 1", "queued 2 1", "queued 3 1"), recorder.lines);
    }

    @Test
    void shouldSendAllThatAnOrderCanAskFor() {
        establish();
        final OrderForm terms = new OrderForm()
                .of(7, 1, Side.Sell)
                .kind(OrdType.StopLimit, TimeInForce.GTD)
                .quantity(100)
                .price(148)
                .stopPrice(149)
                .minQuantity(5)
                .displayQuantity(10)
                .expireTimeNs(99)
                .selfTrade(12, StpInstruction.CancelBoth)
                .postOnly(true);

        session.newOrder(1, terms);
        await(() -> session.unacknowledged() == 0);
        final NewOrderSingleDecoder order =
                new NewOrderSingleDecoder().wrapAndApplyHeader(gateway.lastMessage, 0, new MessageHeaderDecoder());

        assertEquals(
                List.of(100L, 148L, 149L, 5L, 10L, 99L, 12L),
                List.of(
                        order.orderQty(),
                        order.price().mantissa(),
                        order.stopPx().mantissa(),
                        order.minQty(),
                        order.displayQty(),
                        order.expireTime().time(),
                        order.selfMatchPreventionID()));
        assertEquals(
                List.of(Side.Sell, OrdType.StopLimit, TimeInForce.GTD, StpInstruction.CancelBoth, true),
                List.of(
                        order.side(),
                        order.ordType(),
                        order.timeInForce(),
                        order.stpInstruction(),
                        order.execInst().participateDoNotInitiate()));
    }

    @Test
    void shouldSayWhetherAReplaceNamesTheTotal() {
        establish();
        final OrderForm terms = new OrderForm().of(7, 1, Side.Sell).quantity(5).price(100);
        final OrderCancelReplaceRequestDecoder replace = new OrderCancelReplaceRequestDecoder();

        session.replace(3, 1, ClientSession.NO_ID, terms, false);
        await(() -> session.unacknowledged() == 0);
        replace.wrapAndApplyHeader(gateway.lastMessage, 0, new MessageHeaderDecoder());
        assertEquals(BooleanType.False, replace.inFlightMitigation());

        session.replace(4, 3, ClientSession.NO_ID, terms, true);
        await(() -> session.unacknowledged() == 0);
        replace.wrapAndApplyHeader(gateway.lastMessage, 0, new MessageHeaderDecoder());
        assertEquals(BooleanType.True, replace.inFlightMitigation());
    }

    @Test
    void shouldSendMassCancels() {
        establish();

        assertEquals(
                1,
                session.massCancel(
                        5, MassActionScope.AllOrdersOfASide, ClientSession.NO_SECURITY, ClientSession.NO_ID, Side.Buy));
        await(() -> session.unacknowledged() == 0);
        final OrderMassActionRequestDecoder request = new OrderMassActionRequestDecoder()
                .wrapAndApplyHeader(gateway.lastMessage, 0, new MessageHeaderDecoder());

        assertEquals(MassActionScope.AllOrdersOfASide, request.massActionScope());
        assertEquals(OrderMassActionRequestDecoder.securityIDNullValue(), request.securityID());
        assertEquals(OrderMassActionRequestDecoder.accountNullValue(), request.account());
        assertEquals(Side.Buy, request.side());
    }

    @Test
    void shouldRefuseOffersBeforeItStandsAndWhenTheWindowIsFull() {
        assertEquals(Offer.NOT_ESTABLISHED, order());
        establish();
        gateway.acknowledges = false;
        for (int i = 1; i <= 8; i++) {
            assertEquals(i, order());
        }

        assertEquals(Offer.BACK_PRESSURED, order());

        await(() -> gateway.received.size() == 8);
        gateway.sendQueued(1, 3);
        await(() -> session.unacknowledged() == 5);
        assertEquals(9, order());
    }

    @Test
    void shouldSendAgainWhatLiesAboveTheLastAppliedAfterALostConnection() {
        establish();
        gateway.acknowledges = false;
        for (int i = 0; i < 4; i++) {
            order();
        }
        await(() -> gateway.received.size() == 4);
        gateway.lastApplied = 2;
        gateway.acknowledges = true;

        reconnect();
        await(() -> session.unacknowledged() == 0);

        assertEquals(List.of(1L, 2L, 3L, 4L, 3L, 4L), gateway.received);
        assertEquals(List.of(1L, 5L), gateway.establishNumbers);
        assertEquals(List.of("established 2 1", "settled 1 2", "queued 3 1", "queued 4 1"), tail(4));
        assertEquals(5, order());
    }

    @Test
    void shouldNeverSendAgainWhatWasNotApplied() {
        establish();
        gateway.acknowledges = false;
        for (int i = 0; i < 4; i++) {
            order();
        }
        await(() -> gateway.received.size() == 4);
        gateway.sendNotApplied(2, 2, NotAppliedReason.LogFull);
        await(() -> recorder.lines.size() == 3);
        gateway.acknowledges = true;

        reconnect();
        await(() -> gateway.received.size() == 6);

        assertEquals(List.of(1L, 4L), gateway.received.subList(4, 6));
        gateway.sendNotApplied(2, 2, NotAppliedReason.LogFull);
        await(() -> session.unacknowledged() == 0);
        assertEquals(1, count("not applied 2 1 LogFull"));
        assertEquals(1, count("not applied 3 1 LogFull"));
    }

    @Test
    void shouldHaveRoomAgainWhenAllThatWasSentIsNotApplied() {
        establish();
        gateway.acknowledges = false;
        for (int i = 0; i < 8; i++) {
            order();
        }
        await(() -> gateway.received.size() == 8);

        gateway.sendNotApplied(1, 8, NotAppliedReason.LogFull);
        await(() -> count("not applied") == 8);

        assertEquals(0, session.unacknowledged());
        assertEquals(9, order());
        await(() -> gateway.received.size() == 9);
        gateway.acknowledges = true;
        reconnect();
        await(() -> session.unacknowledged() == 0);
        assertEquals(List.of(9L, 9L), gateway.received.subList(8, 10));
    }

    @Test
    void shouldTellThatTheLogForgotWhatWasAcknowledged() {
        establish();
        order();
        order();
        await(() -> session.unacknowledged() == 0);
        gateway.lastApplied = 1;

        reconnect();

        assertEquals("lost 2 1", recorder.lines.get(recorder.lines.size() - 1));
    }

    @Test
    void shouldAskForReportsOfAGapAndTakeEachOnceInOrder() {
        establish();
        gateway.sendReport(1, 1);
        gateway.sendReport(3, 2);
        gateway.sendReport(3, 2);
        await(() -> count("report 3") == 1);
        gateway.sendReport(3, 2);
        gateway.sendSequence(6);
        await(() -> count("report 5") == 1);
        gateway.sendReport(6, 3);
        await(() -> count("report 6") == 1);

        assertEquals(
                List.of(
                        "established 0 1",
                        "report 1 to 1 template 200",
                        "report 2 to 0 template 200",
                        "report 3 to 0 template 200",
                        "report 4 to 0 template 200",
                        "report 5 to 0 template 200",
                        "report 6 to 3 template 200"),
                recorder.lines);
        assertEquals(List.of("2 2", "4 2"), gateway.retransmitRequests);
        assertEquals(0, session.missedReports());
        assertEquals(1, session.repeatedReports());
        assertEquals(4, session.recoveredReports());
    }

    @Test
    void shouldAskForReportsThatCameBetweenConnectionsInPortions() {
        establish();
        gateway.sendReport(1, 0);
        await(() -> count("report 1") == 1);
        gateway.nextReport = 5_003;

        reconnect();
        await(() -> session.recoveredReports() == 5_001);

        assertEquals(List.of("2 2500", "2502 2500", "5002 1"), gateway.retransmitRequests);
    }

    @Test
    void shouldAskAgainOverTheNextConnection() {
        establish();
        gateway.sendReport(1, 0);
        await(() -> count("report 1") == 1);
        gateway.nextReport = 4;
        gateway.answersRequests = false;
        reconnect();
        await(() -> gateway.retransmitRequests.size() == 1);
        gateway.answersRequests = true;
        reconnect();
        await(() -> count("report 3") == 1);

        assertEquals(List.of("2 2", "2 2"), gateway.retransmitRequests);
    }

    @Test
    void shouldTellOfReportsThatTheGatewayCannotGiveBack() {
        establish();
        gateway.hasReports = false;
        gateway.sendReport(3, 0);
        await(() -> session.missedReports() > 0);

        assertEquals("gap 1 3", recorder.lines.get(recorder.lines.size() - 1));
        gateway.sendReport(4, 0);
        await(() -> count("report 4") == 1);
    }

    @Test
    void shouldTellOfReportsThatTheLogForgotAndTakeOthersUnderTheirNumbers() {
        establish();
        gateway.sendReport(1, 0);
        gateway.sendReport(2, 0);
        gateway.sendReport(3, 0);
        await(() -> count("report 3") == 1);
        gateway.nextReport = 2;

        reconnect();
        gateway.sendReport(2, 0);
        gateway.sendReport(3, 0);
        await(() -> count("report 3") == 2);

        assertEquals(
                List.of("established 0 2", "reports lost 2 2"),
                recorder.lines.stream()
                        .filter(line -> line.startsWith("reports lost") || line.equals("established 0 2"))
                        .toList());
        assertEquals(0, session.repeatedReports());
        assertEquals(2, count("report 2"));
    }

    @Test
    void shouldTakeAReportForAnAcknowledgement() {
        establish();
        gateway.acknowledges = false;
        order();
        order();
        await(() -> gateway.received.size() == 2);

        gateway.sendReport(1, 2);
        await(() -> count("report 1") == 1);

        assertEquals(0, session.unacknowledged());
    }

    @Test
    void shouldReadAReportWithFieldsOfANewerSchemaAndGiveUpAtOneWithTooFew() {
        establish();
        gateway.sendReport(1, 0, 16);
        await(() -> count("report 1") == 1);

        gateway.sendReport(2, 0, -1);
        await(() -> session.state() == SessionState.CLOSED);

        assertEquals(0, count("report 2"));
    }

    @Test
    void shouldSendSequenceWhenItHasNothingToSay() {
        establish();

        nowNs += Duration.ofSeconds(8).toNanos();
        await(() -> gateway.templates.contains(8));

        assertEquals(SessionState.ESTABLISHED, session.state());
    }

    @Test
    void shouldLeaveASilentGatewayAndComeBack() {
        gateway.keepaliveMs = 1_000;
        establish();

        nowNs += Duration.ofSeconds(3).toNanos();
        await(() -> session.state() == SessionState.DISCONNECTED);
        nowNs += Duration.ofSeconds(1).toNanos();
        await(() -> session.state() == SessionState.ESTABLISHED);

        assertEquals("disconnected the gateway was silent for two keepalive intervals", recorder.lines.get(1));
    }

    @Test
    void shouldTryAgainWhenTheServerIsNotReady() {
        gateway.rejectEstablish = EstablishmentRejectCode.ServerNotReady;

        await(() -> session.state() == SessionState.DISCONNECTED && gateway.establishNumbers.size() == 1);
        nowNs += Duration.ofSeconds(1).toNanos();
        await(() -> session.state() == SessionState.ESTABLISHED);

        assertEquals(List.of(1, 5, 5), gateway.templates);
    }

    @Test
    void shouldNegotiateAgainWhenTheAnswerWasLostAndTheIdIsUnknown() {
        gateway.swallowsNegotiate = true;
        await(() -> session.state() == SessionState.DISCONNECTED && !recorder.lines.isEmpty());
        gateway.rejectEstablish = EstablishmentRejectCode.Unnegotiated;

        nowNs += Duration.ofSeconds(1).toNanos();
        await(() -> recorder.lines.size() == 2);
        nowNs += Duration.ofSeconds(1).toNanos();
        await(() -> session.state() == SessionState.ESTABLISHED);

        assertEquals(List.of(1, 5, 1, 5), gateway.templates);
    }

    /** Nobody can tell which of its messages were executed: they must not go out again in a new session of the same id. */
    @Test
    void shouldBeOverWhenASessionThatWasEstablishedIsNotKnownAnyMore() {
        establish();
        gateway.rejectEstablish = EstablishmentRejectCode.Unnegotiated;
        session.dropConnection();
        nowNs += Duration.ofSeconds(1).toNanos();
        await(() -> session.state() == SessionState.CLOSED);

        assertTrue(session.isOver());
        assertEquals(List.of(1, 5, 5), gateway.templates);
    }

    @Test
    void shouldBeOverWhenTheSessionHasEndedForGood() {
        establish();
        gateway.rejectEstablish = EstablishmentRejectCode.Finalized;
        session.dropConnection();
        nowNs += Duration.ofSeconds(1).toNanos();
        await(() -> session.state() == SessionState.CLOSED);

        assertTrue(session.isOver());
    }

    /** Others at the same address may have used the key with a wrong secret, so that it is locked out for a while. */
    @Test
    void shouldNotGiveUpWhenCredentialsThatWereGoodAreRefused() {
        establish();
        gateway.rejectEstablish = EstablishmentRejectCode.Credentials;
        session.dropConnection();
        nowNs += Duration.ofSeconds(1).toNanos();
        await(() -> recorder.lines.contains("disconnected Establish was rejected: Credentials no"));
        nowNs += Duration.ofSeconds(1).toNanos();
        await(() -> session.state() == SessionState.ESTABLISHED);

        assertEquals(5, gateway.templates.get(gateway.templates.size() - 1));
    }

    @Test
    void shouldGiveUpWhenCredentialsAreBad() {
        gateway.rejectNegotiate = NegotiationRejectCode.Credentials;

        await(() -> session.state() == SessionState.CLOSED);

        assertEquals(List.of("disconnected Negotiate was rejected: Credentials no"), recorder.lines);
        assertEquals(Offer.CLOSED, order());
    }

    @Test
    void shouldGiveUpWhenNobodyAnswersTheHandshake() {
        gateway.setDeaf(true);
        await(() -> session.state() == SessionState.NEGOTIATING);

        nowNs += Duration.ofSeconds(6).toNanos();
        await(() -> session.state() == SessionState.DISCONNECTED);

        assertEquals(1, recorder.lines.size());
    }

    @Test
    void shouldComeBackAfterAPassingTerminateAndNotAfterAFinalOne() {
        establish();
        gateway.sendTerminate(TerminationCode.ServerShutdown);
        await(() -> session.state() == SessionState.DISCONNECTED);
        nowNs += Duration.ofSeconds(1).toNanos();
        await(() -> session.state() == SessionState.ESTABLISHED);

        gateway.sendTerminate(TerminationCode.Takeover);
        await(() -> session.state() == SessionState.CLOSED);

        assertEquals("disconnected terminated: Takeover told by the test", recorder.lines.get(3));
    }

    @Test
    void shouldSendWhatWasOfferedBeforeItTerminates() {
        establish();
        order();
        order();

        session.terminate();
        await(() -> session.state() == SessionState.CLOSED);

        assertEquals(List.of(1L, 2L), gateway.received);
        assertEquals(2, count("queued"));
    }

    @Test
    void shouldLeaveAGatewayThatSendsGarbage() {
        establish();

        gateway.sendGarbage();
        await(() -> session.state() == SessionState.DISCONNECTED);

        assertEquals("disconnected the gateway sent what isn't a frame", recorder.lines.get(1));
    }

    @Test
    void shouldTakeBothNumbersFromTheAnswerWhenItGoesOnWithAnEarlierSession() {
        session = new ClientSession(settings.withSession(UUID.randomUUID(), true), recorder);
        gateway.lastApplied = 41;
        gateway.nextReport = 17;

        establish();

        assertEquals(List.of(5), gateway.templates);
        assertEquals(List.of(-1L), gateway.establishNumbers);
        assertEquals(42, order());
        assertEquals(0, session.missedReports());
    }

    @Test
    void shouldAskForTheReportsThatCameSinceAnEarlierRun() {
        session =
                new ClientSession(settings.withSession(UUID.randomUUID(), true).withNextReport(15), recorder);
        gateway.nextReport = 17;

        establish();
        await(() -> count("report 16") == 1);

        assertEquals(List.of("15 2"), gateway.retransmitRequests);
    }

    private long order() {
        return session.newOrder(1, order);
    }

    private void establish() {
        await(() -> session.state() == SessionState.ESTABLISHED);
    }

    private void reconnect() {
        gateway.dropAll();
        await(() -> session.state() == SessionState.DISCONNECTED);
        nowNs += Duration.ofSeconds(1).toNanos();
        establish();
    }

    private List<String> tail(final int count) {
        return recorder.lines.subList(recorder.lines.size() - count, recorder.lines.size());
    }

    private long count(final String prefix) {
        return recorder.lines.stream().filter(line -> line.startsWith(prefix)).count();
    }

    private void await(final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + DEADLINE_NS;
        while (!condition.getAsBoolean()) {
            session.doWork(nowNs);
            gateway.doWork();
            assertTrue(System.nanoTime() - deadlineNs < 0, () -> "not in time: " + recorder.lines);
        }
    }
}
