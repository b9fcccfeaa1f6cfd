package io.matchlock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Logs of older rules tell for ever what they told when these rules were the latest. The digests are those of the last build that
 * had no later ones.
 */
final class OldRulesTest {
    private static final long SEED = 7_025;
    private static final int COMMANDS = 5_000;

    @ParameterizedTest
    @CsvSource({
        "1,       3, a41ac9ecc69f29bf2ecb9fdc420d3a77b9db60c80dd76d5546869d629b0ec9d7",
        "1, 1000000, 7efac7372c54e017471681be8c492ba3b7d3351351dce0f33bd72ef3aaad8b60",
        "2,       3, 2495fac755d68e7bccf31e808ea20cf99ee61a5863c54693c4a8945d6e69ce25",
        "2, 1000000, fc356429bc0ed0a6d5c1d9da9a61af39095b5d8d060d19f21b256558f4e3cebf",
        "3,       3, 0e345c503406f4181d709296280184268361a46142b4554679e61c67047d0d87",
        "3, 1000000, ba3479a30062626d3436ec9d49e0d4e6c962db7a4695ee3feb6e5282edc27fbf",
        "4,       3, 8fd6cec853fd1304068b3feb9beace16ac73b2ac96cf48bdbc1ed15b9d50734e",
        "4, 1000000, c66b79ee90c5ddfea64ad98930b66540bf9c4c4ec0dd2c5dc59a88752d60ebbf"
    })
    void shouldTellWhatItToldThen(final int rulesVersion, final int touched, final String digest) {
        assertEquals(digest, EventsDigest.of(rulesVersion, Math.max(2, rulesVersion), touched, SEED, COMMANDS));
    }
}
