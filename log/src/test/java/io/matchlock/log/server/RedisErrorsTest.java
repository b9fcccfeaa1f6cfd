package io.matchlock.log.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedisErrorsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = (char) 34,
            value = {
                "OOM command not allowed when used memory > 'maxmemory'., REFUSED",
                "LOADING Redis is loading the dataset in memory, REFUSED",
                "MISCONF Errors writing to the AOF file: No space left on device, REFUSED",
                "NOREPLICAS Not enough good replicas to write., REFUSED",
                "CLUSTERDOWN The cluster is down, REFUSED",
                "ERR The ID specified in XADD is equal or smaller than the target stream top item, HALT",
                "WRONGTYPE Operation against a key holding the wrong kind of value, HALT",
                "ERR something never seen, HALT",
                "NOAUTH Authentication required., MISCONFIGURED",
                "NOPERM this user has no permissions, MISCONFIGURED",
                "READONLY You can't write against a read only replica., MISCONFIGURED",
                "ERR Invalid stream ID specified as stream command argument, MISCONFIGURED",
            })
    void shouldSayWhatErrorMeans(final String error, final AppendFailure meaning) {
        assertEquals(meaning, RedisErrors.classify(error));
    }
}
