package io.matchlock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.XZInputStream;

/**
 * Order flows whose trades several open engines agree on: ours must be equal, trade for trade and report for report. The flows
 * are found through {@code -Dmatchlock.peers}, {@code MATCHLOCK_PEERS}, or beside the repository.
 */
final class PeersFlowTest {
    private static final String SMALL_REPORTS = "0ec8f6d2555b965aaf7035005fa4a83fca93f4fb277f81855e60187fa4643b9f";
    private static final String LARGE_REPORTS = "36421f255c146a6e3bddc426577ea90a04d074ea963b8a706bf25a195b941f5a";

    @Test
    void shouldTradeAndReportAsItsPeersOnTheSmallFlow() throws Exception {
        compare("small", SMALL_REPORTS);
    }

    @Test
    void shouldTradeAndReportAsItsPeersOnTheLargeFlow() throws Exception {
        compare("large", LARGE_REPORTS);
    }

    private static void compare(final String name, final String expectedReports) throws Exception {
        final Optional<Path> folder = folder();
        assumeTrue(folder.isPresent(), "SKIPPED: no peers' flows; name their folder by -Dmatchlock.peers=DIR");
        final UnsafeBuffer flow = read(folder.get().resolve(name + ".flow.xz"));
        final UnsafeBuffer trades = read(folder.get().resolve(name + ".ref.trades.xz"));
        final PeersFlowRun run = new PeersFlowRun(flow, trades, digest());
        run.applyAll();
        assertEquals(trades.capacity() / PeersFlowRun.TRADE_BYTES, run.trades());
        assertEquals(expectedReports, HexFormat.of().formatHex(run.reportsDigest()));
    }

    private static Optional<Path> folder() {
        return Stream.of(
                        System.getProperty("matchlock.peers"),
                        System.getenv("MATCHLOCK_PEERS"),
                        "../../../shared/peers")
                .filter(name -> name != null)
                .map(Path::of)
                .filter(path -> Files.exists(path.resolve("small.flow.xz")))
                .findFirst();
    }

    private static UnsafeBuffer read(final Path path) throws IOException {
        try (InputStream plain = new XZInputStream(Files.newInputStream(path))) {
            return new UnsafeBuffer(plain.readAllBytes());
        }
    }

    private static MessageDigest digest() throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256");
    }
}
