package io.matchlock.matcher.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.engine.Engine;
import io.matchlock.engine.EventLog;
import io.matchlock.engine.Recorder;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import io.matchlock.engine.request.Instrument;
import io.matchlock.engine.request.OrderRequest;
import io.matchlock.matcher.process.LogProgress;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
    private static final long SEED = 20_111;
    private static final int CHAIN = 1 << 16;
    private static final int COMMANDS = 20_000;
    private static final EngineLimits LIMITS = EngineLimits.builder()
            .orders(2_000)
            .detailedOrders(500)
            .priceLevels(300)
            .sessions(4)
            .chains(2)
            .instruments(3)
            .accounts(8)
            .positions(16)
            .touchedOrders(5)
            .deferredRecords(64)
            .fenceTicks(0)
            .build();

    private static final LogProgress PROGRESS =
            new LogProgress(new SegmentId(5, 6), EntryId.of(1, 77), 0x123456789L, 8, 0x987654321L);

    @TempDir
    Path folder;

    private final OrderRequest request = new OrderRequest();
    private long seqNo;

    private static Engine engine(final EventLog told) {
        return new Engine(LIMITS, Engine.RULES_VERSION, new Recorder(told));
    }

    private void open(final Engine engine) {
        engine.addInstrument(Instrument.continuous(1, 1, 1, 1, 1_000, 1, 1_000));
        engine.addInstrument(Instrument.continuous(2, 5, 1, 1, 1_000, 5, 1_000));
        engine.beginEntry(1, CHAIN, 1, 1, true, 1);
        final UnsafeBuffer key = new UnsafeBuffer(new byte[16]);
        engine.gateway().onNegotiate(1, 1, 1, 1, key, 0, 0);
        engine.gateway().onEstablish(1, 1, 1, 1, 1, key, 0, 0, 0);
    }

    /** Sweeps are cut after five orders, so that there is unfinished work now and then. */
    private void trade(final Engine engine, final Random random, final int commands) {
        for (int i = 0; i < commands; i++) {
            engine.beginMessage(1, ++seqNo, seqNo);
            if (random.nextInt(3) == 0) {
                final int security = 1 + random.nextInt(2);
                engine.onCancel(
                        seqNo, 1 + random.nextInt((int) seqNo), Codes.NULL_U64, security, '1' + random.nextInt(2));
            } else {
                enter(engine, random);
            }
        }
    }

    private void enter(final Engine engine, final Random random) {
        final int quantity = random.nextInt(20) == 0 ? 900 : 1 + random.nextInt(30);
        request.clear()
                .clOrdId(seqNo)
                .securityId(1 + random.nextInt(2))
                .account(random.nextInt(4))
                .side('1' + random.nextInt(2))
                .ordType('2')
                .timeInForce('1')
                .price(5L * (90 + random.nextInt(20)))
                .orderQty(quantity);
        if (random.nextInt(10) == 0) {
            request.displayQty(1 + random.nextInt(quantity));
        }
        if (random.nextInt(10) == 0) {
            request.ordType('4').stopPx(5L * (90 + random.nextInt(20)));
        }
        engine.onNewOrder(request);
    }

    @Test
    void shouldGoOnFromAFileAsFromTheLog() throws IOException, SnapshotException {
        final EventLog told = new EventLog();
        final Engine first = engine(told);
        open(first);
        trade(first, new Random(SEED), COMMANDS);
        while (!first.isBusy()) {
            trade(first, new Random(SEED + seqNo), 1);
        }
        final Path file = folder.resolve("snapshot");
        Snapshot.write(first, PROGRESS, file);
        final EventLog toldAgain = new EventLog();
        final Engine second = engine(toldAgain);
        assertEquals(PROGRESS, Snapshot.read(file, second));
        assertEquals(PROGRESS, Snapshot.readProgress(file));
        assertTrue(second.isBusy(), "taken amid unfinished work");
        assertEquals(first.stateHash(), second.stateHash());

        told.drain();
        final long from = seqNo;
        first.beginEntry(2, CHAIN, 1, 2, false, 0);
        second.beginEntry(2, CHAIN, 1, 2, false, 0);
        trade(first, new Random(SEED + 1), COMMANDS);
        seqNo = from;
        trade(second, new Random(SEED + 1), COMMANDS);

        assertEquals(told.drain(), toldAgain.drain());
        assertEquals(first.stateHash(), second.stateHash());
        assertEquals(List.of("snapshot"), names());
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void shouldFindEveryFlippedByte() throws IOException {
        final Engine engine = engine(new EventLog());
        open(engine);
        trade(engine, new Random(SEED), 300);
        final Path file = folder.resolve("snapshot");
        Snapshot.write(engine, PROGRESS, file);
        final byte[] sound = Files.readAllBytes(file);
        final Random random = new Random(SEED);
        for (int flip = 0; flip < 300; flip++) {
            final int at = flip < 128 ? flip : random.nextInt(sound.length);
            sound[at] ^= 4;
            Files.write(file, sound);
            sound[at] ^= 4;
            assertThrows(SnapshotException.class, () -> Snapshot.read(file, engine(new EventLog())), "byte " + at);
        }
    }

    @Test
    void shouldRefuseACutFile() throws IOException {
        final Engine engine = engine(new EventLog());
        open(engine);
        final Path file = folder.resolve("snapshot");
        Snapshot.write(engine, PROGRESS, file);
        final byte[] sound = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(sound, sound.length - 1));
        assertThrows(SnapshotException.class, () -> Snapshot.read(file, engine(new EventLog())));
        Files.write(file, Arrays.copyOf(sound, sound.length + 1));
        assertThrows(SnapshotException.class, () -> Snapshot.read(file, engine(new EventLog())));
    }

    @Test
    void shouldNameTheLimitThatDiffers() throws IOException {
        final Engine engine = engine(new EventLog());
        open(engine);
        final Path file = folder.resolve("snapshot");
        Snapshot.write(engine, PROGRESS, file);
        final EngineLimits others = EngineLimits.builder()
                .orders(2_001)
                .detailedOrders(500)
                .priceLevels(300)
                .sessions(4)
                .chains(2)
                .instruments(3)
                .accounts(8)
                .positions(16)
                .touchedOrders(5)
                .deferredRecords(64)
                .fenceTicks(0)
                .build();
        final Engine other = new Engine(others, Engine.RULES_VERSION, new Recorder(new EventLog()));
        final SnapshotException refusal = assertThrows(SnapshotException.class, () -> Snapshot.read(file, other));
        assertEquals("snapshot " + file + " was made with a limit of 2000, not 2001", refusal.getMessage());
    }
}
