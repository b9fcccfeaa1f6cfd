package io.matchlock.bench.load;

import io.matchlock.client.logon.ClientCredentials;
import io.matchlock.protocol.session.QueuedMode;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * What a load run does.
 *
 * @param gateway to connect to
 * @param credentials to log on with
 * @param account to trade for
 * @param sessions client connections, one session each
 * @param window messages of a session that may be unacknowledged
 * @param ratePerSecond of all sessions together; 0: as fast as the windows let
 * @param burst messages of one session that are due at the same time, where there is a rate
 * @param warmUp before the counted time
 * @param warmUpRate messages a second in it
 * @param duration of the counted time
 * @param drainTimeout for the answers after it
 * @param queuedMode how acknowledgements come
 * @param seed of the flows
 * @param keepJournals of all that the clients sent and were told, for an audit
 */
record LoadPlan(
        InetSocketAddress gateway,
        ClientCredentials credentials,
        int account,
        int sessions,
        int window,
        long ratePerSecond,
        int burst,
        Duration warmUp,
        long warmUpRate,
        Duration duration,
        Duration drainTimeout,
        QueuedMode queuedMode,
        long seed,
        boolean keepJournals) {}
