package io.matchlock.matcher;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.Subscription;
import io.matchlock.matcher.agent.StateAt;
import io.matchlock.matcher.health.MatcherCounter;
import io.matchlock.matcher.testing.Batches;
import io.matchlock.matcher.testing.EventText;
import io.matchlock.matcher.testing.Flow;
import io.matchlock.matcher.testing.Parts;
import io.matchlock.matcher.testing.Pipeline;
import io.matchlock.matcher.testing.Rig;
import io.matchlock.matcher.testing.Segments;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.segment.SegmentId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
@Tag("slow")
final class MatcherTest {
    private final Flow flow = new Flow(42);
    private final List<byte[]> sent = new ArrayList<>();

    @TempDir
    private Path folder;

    private Rig rig;

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldWriteEventsUnderTheIdsOfTheirCauses() {
        rig = Rig.withAeron(folder);
        final Matcher matcher = rig.launchAndConnect();
        rig.awaitJournalled(matcher, sendAll(flow.opening()));
        rig.awaitJournalled(matcher, sendAll(flow.batches(200)));
        assertEventsAreRight();
        assertTrue(Rig.count(matcher, MatcherCounter.PARTS_PUBLISHED) + Rig.count(matcher, MatcherCounter.PARTS_DROPPED)
                > 200);
    }

    @Test
    void shouldSayTheSameAfterARestart() throws Exception {
        rig = Rig.withAeron(folder);
        final Matcher first = rig.launchAndConnect();
        sendAll(flow.opening());
        final long last = sendAll(flow.batches(300));
        rig.awaitJournalled(first, last);
        final StateAt before = Rig.stateOf(first);
        first.close();

        final Matcher second = rig.launch();
        rig.awaitJournalled(second, last);

        assertEquals(before, Rig.stateOf(second));
        assertEquals(303, Rig.count(second, MatcherCounter.ENTRIES_FOUND));
        assertEquals(0, Rig.count(second, MatcherCounter.ENTRIES_WRITTEN));
        assertEquals(0, Rig.count(second, MatcherCounter.PARTS_PUBLISHED));
        rig.awaitJournalled(second, sendAll(flow.batches(50)));
        assertEventsAreRight();
    }

    @Test
    void shouldHealWhatAeronLost() {
        rig = Rig.withAeron(folder);
        final Matcher matcher = rig.launchAndConnect();
        sendAll(flow.opening());
        long last = EntryId.NONE;
        for (final byte[] batch : flow.batches(300)) {
            last = append(batch);
            if (EntryId.sequence(last) % 3 != 0) {
                rig.gateway().publish(last, batch);
            }
        }
        rig.awaitJournalled(matcher, last);
        assertEventsAreRight();
        assertTrue(Rig.count(matcher, MatcherCounter.ENTRIES_HEALED) >= 100);
    }

    @Test
    void shouldBringEntriesIntoOrderAndDropDuplicates() {
        rig = Rig.withAeron(folder);
        final Matcher matcher = rig.launchAndConnect();
        rig.awaitJournalled(matcher, sendAll(flow.opening()));
        final List<byte[]> batches = flow.batches(200);
        final long first = EntryId.GENESIS + 3;
        batches.forEach(this::append);
        final List<Integer> order = new ArrayList<>();
        for (int i = 0; i < batches.size(); i++) {
            order.add(i);
        }
        for (int i = 0; i + 8 <= order.size(); i += 8) {
            Collections.reverse(order.subList(i, i + 8));
        }
        for (final int index : order) {
            rig.gateway().publish(first + index, batches.get(index));
            rig.gateway().publish(first + index, batches.get(index));
        }
        rig.awaitJournalled(matcher, first + batches.size() - 1);
        await().atMost(Rig.PATIENCE).until(() -> Rig.count(matcher, MatcherCounter.ENTRIES_DUPLICATE) >= 200);
        assertEventsAreRight();
    }

    @Test
    void shouldLiveOffTheLogWithoutADriverAndComeBackWithOne() {
        rig = new Rig(folder);
        final Matcher matcher = rig.launch();
        flow.opening().forEach(this::append);
        rig.awaitJournalled(matcher, appendAll(flow.batches(20)));

        rig.startDriver();
        rig.awaitHeard();
        rig.awaitJournalled(matcher, sendAll(flow.batches(20)));

        rig.stopDriver();
        rig.awaitJournalled(matcher, appendAll(flow.batches(20)));
        await().atMost(Rig.PATIENCE).until(() -> !matcher.isAeronUp());

        rig.startDriver();
        rig.awaitHeard();
        rig.awaitJournalled(matcher, sendAll(flow.batches(20)));
        assertEquals(2, Rig.count(matcher, MatcherCounter.AERON_CLIENTS));
        assertEventsAreRight();
    }

    @Test
    void shouldGoOnWhenTheLogHasBeenKilledAndStartedAgain() {
        rig = Rig.withAeron(folder);
        final Matcher matcher = rig.launchAndConnect();
        sendAll(flow.opening());
        final List<byte[]> batches = flow.batches(100);
        final List<Long> ids = new ArrayList<>();
        batches.forEach(batch -> ids.add(append(batch)));
        rig.redis().kill();
        for (int i = 0; i < batches.size(); i++) {
            rig.gateway().publish(ids.get(i), batches.get(i));
        }
        await().atMost(Rig.PATIENCE).until(() -> Rig.count(matcher, MatcherCounter.JOURNAL_RECONNECTS) > 0);
        rig.redis().restart();
        rig.gateway().reconnect();
        rig.awaitJournalled(matcher, sendAll(flow.batches(20)));
        assertEventsAreRight();
    }

    @Test
    void shouldLetTwoMatchersRunOnOneLog() throws Exception {
        rig = Rig.withAeron(folder);
        final Matcher first = rig.launchAndConnect();
        final Matcher second = rig.launch();
        await().atMost(Rig.PATIENCE).until(second::isAeronUp);
        sendAll(flow.opening());
        final long last = sendAll(flow.batches(300));
        rig.awaitJournalled(first, last);
        rig.awaitJournalled(second, last);
        assertEquals(Rig.stateOf(first), Rig.stateOf(second));
        assertEquals(
                303,
                Rig.count(first, MatcherCounter.ENTRIES_WRITTEN) + Rig.count(second, MatcherCounter.ENTRIES_WRITTEN));
        assertEventsAreRight();
    }

    @Test
    void shouldHaltAtACorruptedEntryAndNameIt() {
        rig = new Rig(folder);
        final Matcher matcher = rig.launch();
        appendAll(flow.opening());
        final byte[] corrupt = flow.batches(1).get(0);
        corrupt[70] ^= 1;
        append(corrupt);
        final String reason = rig.awaitHalt();
        assertTrue(reason.startsWith("orders entry 1-3 is corrupt: CRC32C"), reason);
        assertEquals(reason, matcher.haltReason().orElseThrow());
    }

    @Test
    void shouldTakeTheTrueEntryFromTheLogWhenAeronBroughtAWrongOne() {
        rig = Rig.withAeron(folder);
        final Matcher matcher = rig.launchAndConnect();
        rig.awaitJournalled(matcher, sendAll(flow.opening()));
        final byte[] batch = flow.batches(1).get(0);
        final byte[] corrupt = batch.clone();
        corrupt[70] ^= 1;
        rig.gateway().publish(EntryId.GENESIS + 3, corrupt);
        await().atMost(Rig.PATIENCE).until(() -> Rig.count(matcher, MatcherCounter.MESSAGES_UNSOUND) == 1);
        rig.awaitJournalled(matcher, append(batch));
        assertEventsAreRight();
    }

    @Test
    void shouldDropWhatAnotherSegmentsGatewaySends() {
        rig = Rig.withAeron(folder);
        final Matcher matcher = rig.launchAndConnect();
        rig.awaitJournalled(matcher, sendAll(flow.opening()));
        final byte[] batch = flow.batches(1).get(0);
        rig.gateway().publish(new SegmentId(1, 2), EntryId.GENESIS + 3, batch);
        await().atMost(Rig.PATIENCE).until(() -> Rig.count(matcher, MatcherCounter.MESSAGES_FOREIGN) == 1);
        assertEquals(EntryId.GENESIS + 2, matcher.appliedId());
        rig.awaitJournalled(matcher, append(batch));
        assertEventsAreRight();
    }

    @Test
    void shouldForgetWhatAeronToldAndTheLogNeverHad() {
        rig = Rig.withAeron(folder);
        final Matcher matcher = rig.launchAndConnect();
        rig.awaitJournalled(matcher, sendAll(flow.opening()));
        final List<byte[]> batches = flow.batches(2);
        rig.gateway().publish(EntryId.GENESIS + 4, batches.get(1));
        rig.gateway().publish(EntryId.of(3, 7), batches.get(1));
        await().atMost(Rig.PATIENCE).until(() -> Rig.count(matcher, MatcherCounter.HEALS_IN_VAIN) > 0);
        rig.awaitJournalled(matcher, sendAll(batches));
        assertEventsAreRight();
    }

    @Test
    void shouldHaltWhenTheOrdersAreDeletedUnderIt() {
        rig = new Rig(folder);
        final Matcher matcher = rig.launch();
        rig.awaitJournalled(matcher, appendAll(flow.opening()));
        rig.gateway().forgetAll();
        final String reason = rig.awaitHalt();
        assertEquals("{test}:orders is gone, though it had entry 1-2", reason);
    }

    @Test
    void shouldHaltWhereTheLogHasBecomeAnotherSegments() {
        rig = new Rig(folder);
        final Matcher matcher = rig.launch();
        rig.awaitJournalled(matcher, appendAll(flow.opening()));
        rig.gateway().replaceByAnotherSegment();
        rig.gateway().dropClients();
        final String reason = rig.awaitHalt();
        assertTrue(
                reason.endsWith("holds segment test with the id " + new SegmentId(9, 9)
                        + ", and this process belongs to the one with the id " + Segments.ID
                        + ": point it to its own log"),
                reason);
    }

    @Test
    void shouldReplayEntriesOfOlderRulesHoweverLarge() {
        rig = new Rig(folder);
        final Matcher first = rig.launch();
        final Batches gateway = new Batches(1, 0, 7);
        append(gateway.started().close());
        append(gateway.negotiate(1).establish(1).close());
        int number = 0;
        for (int batch = 0; batch < 50; batch++) {
            for (int i = 0; i < 400; i++) {
                number++;
                gateway.limit(1, number, number, Side.Sell, 1, Segments.UNIT);
            }
            append(gateway.close());
        }
        for (int i = 0; i < 400; i++) {
            number++;
            gateway.limit(1, number, number, Side.Buy, 50, Segments.UNIT);
        }
        final long large = append(gateway.close());
        final long last = append(gateway.alive().close());
        rig.awaitJournalled(first, last);
        first.close();

        final Matcher second = rig.launch();
        rig.awaitJournalled(second, last);

        assertEquals(EntryId.sequence(last) + 1, Rig.count(second, MatcherCounter.ENTRIES_FOUND));
        assertTrue(rig.events().get((int) EntryId.sequence(large)).length > 2 * EventsEntry.MAX_LENGTH);
        assertEventsAreRight();
    }

    @Test
    void shouldHaltWhereStoredEventsDiffer() {
        rig = new Rig(folder);
        final Matcher first = rig.launch();
        rig.awaitJournalled(first, appendAll(flow.opening()));
        first.close();
        final byte[] altered = rig.events().get(2);
        altered[altered.length - 1] ^= 1;
        rig.gateway().replaceLastEvents(EntryId.GENESIS + 2, altered);

        rig.launch();

        final String reason = rig.awaitHalt();
        assertTrue(reason.startsWith("events entry 1-2 of "), reason);
    }

    @Test
    void shouldHaltWhenTheLogHasForgottenWhatWasApplied() {
        rig = new Rig(folder);
        final Matcher matcher = rig.launch();
        rig.awaitJournalled(matcher, appendAll(flow.opening()));
        rig.gateway().forgetFrom(EntryId.GENESIS + 2);
        rig.gateway().dropClients();
        final String reason = rig.awaitHalt();
        assertTrue(reason.contains("ahead of the log"), reason);
    }

    @Test
    void shouldHaltWhenTheLogsServerHasLostWhatWasApplied() throws IOException {
        rig = Rig.withAeron(folder);
        final Matcher matcher = rig.launchAndConnect();
        rig.awaitJournalled(matcher, sendAll(flow.opening()));
        final long length = rig.redis().fileLength();
        rig.awaitJournalled(matcher, sendAll(flow.batches(20)));
        rig.redis().kill();
        rig.redis().cutFile(length);
        rig.redis().restart();
        final String reason = rig.awaitHalt();
        assertTrue(
                reason.startsWith("orders entry 1-22 was seen and the log ends at 1-2: this matcher is ahead")
                        || reason.equals("{test}:events ends at 1-2, but 1-22 was confirmed"),
                reason);
    }

    @Test
    void shouldHaltWhenOnlyItsLastEventsAreLostAndNothingMoreHappens() throws IOException {
        rig = Rig.withAeron(folder);
        final Matcher matcher = rig.launchAndConnect();
        rig.awaitJournalled(matcher, sendAll(flow.opening()));
        rig.redis().kill();
        rig.redis().cutFile(rig.redis().fileLength() - 1); // an unfinished transaction is left out when it loads
        rig.redis().restart();
        final String reason = rig.awaitHalt();
        assertTrue(reason.matches("\\{test}:events ends at 1-[01], but 1-2 was confirmed"), reason);
    }

    @Test
    void shouldNotApplyWhatAeronHoldsOfALogThatHasLostIt() throws IOException {
        rig = Rig.withAeron(folder);
        final Matcher matcher = rig.launchAndConnect();
        rig.awaitJournalled(matcher, sendAll(flow.opening()));
        final List<byte[]> batches = flow.batches(2);
        final long length = rig.redis().fileLength();
        rig.redis().kill();
        rig.redis().cutFile(length);
        rig.redis().restart();
        await().atMost(Rig.PATIENCE).until(() -> Rig.count(matcher, MatcherCounter.HEALER_RECONNECTS) > 0);
        await().atMost(Rig.PATIENCE).until(() -> knowsOfTheRestart(matcher, batches.get(0)));
        final long before = Rig.count(matcher, MatcherCounter.MESSAGES_STALE);
        rig.gateway().publish(EntryId.GENESIS + 3, batches.get(0));
        await().atMost(Rig.PATIENCE).until(() -> Rig.count(matcher, MatcherCounter.MESSAGES_STALE) > before);
        rig.gateway().reconnect();
        rig.awaitJournalled(matcher, append(batches.get(1)));
        assertEventsAreRight();
    }

    /** Publishes what the server before this one is said to have stored, and what nobody can apply before others. */
    private boolean knowsOfTheRestart(final Matcher matcher, final byte[] batch) {
        rig.gateway().publish(EntryId.GENESIS + 10, batch);
        return Rig.count(matcher, MatcherCounter.MESSAGES_STALE) > 0;
    }

    @Test
    void shouldPublishTheSamePartsThatItJournals() {
        rig = Rig.withAeron(folder);
        final Matcher matcher = rig.launchAndConnect();
        final Subscription events = rig.listen(matcher);
        final Parts heard = new Parts();
        sendAll(flow.opening());
        rig.awaitJournalled(matcher, sendAll(flow.batches(20)));
        await().atMost(Rig.PATIENCE).until(() -> {
            events.poll((buffer, offset, length, header) -> heard.onPart(buffer, offset, length), 1_000);
            return heard.entries().size() == sent.size();
        });
        assertEventsAreRight();
        final List<byte[]> journalled = rig.events();
        for (int i = 1; i < journalled.size(); i++) {
            assertArrayEquals(journalled.get(i), heard.entries().get(i - 1));
        }
    }

    @Test
    void shouldWriteEventsLaterWhenRedisIsOutOfMemory() {
        rig = new Rig(folder);
        final Matcher matcher = rig.launch(Rig.TUNING.withoutThread());
        appendAll(flow.opening());
        final long last = appendAll(flow.batches(50));
        rig.gateway().limitMemory("1mb");
        await().atMost(Rig.PATIENCE).until(() -> {
            matcher.invoke();
            return Rig.count(matcher, MatcherCounter.FLUSHES_REFUSED) > 0;
        });
        rig.gateway().limitMemory("512mb");
        await().atMost(Rig.PATIENCE).until(() -> {
            matcher.invoke();
            return matcher.journalledId() == last;
        });
        assertEventsAreRight();
    }

    @Test
    void shouldMatchWithTheMatcherAloneSpinning() {
        rig = Rig.withAeron(folder);
        final Matcher matcher = rig.launch(Rig.TUNING.withIdle(IdleMode.BUSY_SPIN));
        rig.awaitHeard();
        sendAll(flow.opening());
        rig.awaitJournalled(matcher, sendAll(flow.batches(300)));
        assertEventsAreRight();
    }

    @Test
    void shouldMatchOnTheCallersThread() {
        rig = Rig.withAeron(folder);
        final Matcher matcher = rig.launch(Rig.TUNING.withoutThread());
        appendAll(flow.opening());
        final long last = appendAll(flow.batches(50));
        await().atMost(Rig.PATIENCE).until(() -> {
            matcher.invoke();
            return matcher.journalledId() == last;
        });
        assertEventsAreRight();
    }

    private long sendAll(final List<byte[]> batches) {
        long last = EntryId.NONE;
        for (final byte[] batch : batches) {
            last = append(batch);
            rig.gateway().publish(last, batch);
        }
        return last;
    }

    private long appendAll(final List<byte[]> batches) {
        long last = EntryId.NONE;
        for (final byte[] batch : batches) {
            last = append(batch);
        }
        return last;
    }

    private long append(final byte[] batch) {
        sent.add(batch);
        return rig.gateway().append(batch);
    }

    /** The log's events are what a matcher without threads, network and log makes of the same batches. */
    private void assertEventsAreRight() {
        final Parts expected = new Parts();
        final Pipeline pipeline = new Pipeline(Segments.small(), 8, expected);
        pipeline.apply(Segments.genesis(Segments.small()));
        sent.forEach(pipeline::apply);
        final List<byte[]> actual = rig.events();
        assertEquals(expected.entries().size(), actual.size());
        for (int i = 0; i < actual.size(); i++) {
            assertEquals(EventText.of(expected.entries().get(i)), EventText.of(actual.get(i)));
            assertArrayEquals(expected.entries().get(i), actual.get(i));
        }
        assertEquals(List.of(), rig.halts());
    }
}
