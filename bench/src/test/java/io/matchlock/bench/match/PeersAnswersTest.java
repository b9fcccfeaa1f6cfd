package io.matchlock.bench.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.matchlock.bench.flow.FlowFile;
import io.matchlock.bench.flow.FlowScan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.XZInputStream;

/**
 * Flows whose trades several open engines agree on: the files must be equal, byte for byte. The flows are found through {@code
 * -Dmatchlock.peers}, {@code MATCHLOCK_PEERS}, or beside the repository.
 */
final class PeersAnswersTest {
    @TempDir
    private Path folder;

    @Test
    void shouldAnswerTheSmallFlowAsItsPeers() throws IOException {
        compare(
                "small",
                "ac8546543aedaf3dc86ee5e9fea9519e237775feaef35f467523c34cf70ebe60",
                "0ec8f6d2555b965aaf7035005fa4a83fca93f4fb277f81855e60187fa4643b9f");
    }

    @Test
    void shouldAnswerTheLargeFlowAsItsPeers() throws IOException {
        compare(
                "large",
                "a127ef6609d29e1eb18e6772cbdf4b5e5750302040b47f33f2f1bbb406c8e76c",
                "36421f255c146a6e3bddc426577ea90a04d074ea963b8a706bf25a195b941f5a");
    }

    private void compare(final String name, final String tradesSha256, final String reportsSha256) throws IOException {
        final Optional<Path> peers = peers();
        assumeTrue(peers.isPresent(), "SKIPPED: no peers' flows; name their folder by -Dmatchlock.peers=DIR");
        final Path path = peers.get().resolve(name + ".flow.xz");
        final FlowFile flow = FlowFile.open(path);
        final Path trades = folder.resolve("trades");

        final Answers answers = Answers.of(flow, FlowScan.of(path, flow), trades, null);

        assertEquals(tradesSha256 + " " + reportsSha256, answers.tradesSha256() + " " + answers.reportsSha256());
        try (InputStream ours = Files.newInputStream(trades);
                InputStream theirs =
                        new XZInputStream(Files.newInputStream(peers.get().resolve(name + ".ref.trades.xz")))) {
            assertEquals(-1, Arrays.mismatch(ours.readAllBytes(), theirs.readAllBytes()));
        }
    }

    private static Optional<Path> peers() {
        return Stream.of(System.getProperty("matchlock.peers"), System.getenv("MATCHLOCK_PEERS"), "../../shared/peers")
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(path -> Files.exists(path.resolve("small.flow.xz")))
                .findFirst();
    }
}
