package io.matchlock.matcher.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.matcher.testing.AnyMessages;
import io.matchlock.matcher.testing.Batches;
import io.matchlock.matcher.testing.Parts;
import io.matchlock.matcher.testing.Pipeline;
import io.matchlock.matcher.testing.Segments;
import io.matchlock.protocol.segment.SegmentDefinition;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Events entries of older rules have for ever the bytes that they had when these rules were the latest. The digests are those of
 * the last build that had no later ones; the genesis entry is left out, for it names more by now.
 */
final class OldEntriesTest {
    private static final long SEED = 7_025;
    private static final long INCARNATION = 77;
    private static final int MAX_TOUCHED_ORDERS = 5;
    private static final int BATCHES = 400;
    private static final long NO_NUMBER = -1;

    private final Parts parts = new Parts();

    @ParameterizedTest
    @CsvSource({
        "1, 1c546df6e72b5865325455280c865061b8716686be15299ce5a8048fb9f6ffaa",
        "2, 5354f6128642c911098770be4409dc8daa4fc20832213382d2174b9562aaa0d4",
        "3, 2179c6487a5e29c31ec671d8e9d71d858de9a894adb94258f3e1564fc9919936",
        "4, 6bcb2bfeee136bb51bb55b04203462540eff849b6940a684895e3f29f98c2c46"
    })
    void shouldHaveTheBytesTheyHadThen(final int rulesVersion, final String digest) throws NoSuchAlgorithmException {
        replay(Segments.of(rulesVersion, 100_000, MAX_TOUCHED_ORDERS));

        final MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        parts.entries().stream().skip(1).forEach(sha256::update);
        assertEquals(digest, HexFormat.of().formatHex(sha256.digest()));
    }

    private void replay(final SegmentDefinition segment) {
        final Pipeline pipeline = new Pipeline(segment, 0, parts);
        final Batches gateway = new Batches(1, 0, INCARNATION);
        final Batches other = new Batches(2, 0, 78);
        pipeline.apply(Segments.genesis(segment));
        pipeline.apply(gateway.started().close());
        pipeline.apply(gateway.negotiate(1)
                .establish(1, NO_NUMBER)
                .lead(1)
                .tick(1, Batches.EPOCH_NS)
                .close());
        final AnyMessages any = new AnyMessages(INCARNATION, 2, new Random(SEED));
        for (int batch = 0; batch < BATCHES; batch++) {
            pipeline.apply(any.next());
        }
        pipeline.apply(other.started().close());
        pipeline.apply(other.negotiate(2).establish(2, NO_NUMBER).alive().close());
        pipeline.apply(other.skipBatchNumber().alive().close());
        pipeline.apply(new Batches(1, 0, 79).started(Batches.EPOCH_NS + 1).close());
    }
}
