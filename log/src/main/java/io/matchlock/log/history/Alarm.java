package io.matchlock.log.history;

import io.matchlock.log.LogConnection;
import io.matchlock.log.redis.request.RedisReply;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import java.util.Optional;

/**
 * An entry whose events are not what a second execution of its orders gives, written beside the log: gateways that read it
 * acknowledge nothing until it is gone.
 *
 * @param id of the entry, packed
 * @param reason one sentence
 */
public record Alarm(long id, String reason) {
    /**
     * Reads what is beside the log.
     *
     * @param connection to the log
     * @return empty if all is well
     * @throws io.matchlock.log.entry.LogUnavailableException if Redis does not answer
     */
    public static Optional<Alarm> read(final LogConnection connection) {
        return parse(connection.calls().ask("GET", key(connection)).first());
    }

    /**
     * Reads the value of the key.
     *
     * @param text as it is stored, null if the key is not there
     * @return empty if there is no alarm
     */
    public static Optional<Alarm> parse(final String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        final int end = text.indexOf(' ');
        return Optional.of(new Alarm(EntryId.parse(text.substring(0, end)), text.substring(end + 1)));
    }

    /**
     * Raises it.
     *
     * @param connection to the log
     * @return whether the server has stored it; false while it takes nothing
     * @throws io.matchlock.log.entry.LogUnavailableException if Redis does not answer
     */
    public boolean raise(final LogConnection connection) {
        final RedisReply reply = connection.calls().request("SET", key(connection), EntryId.format(id) + " " + reason);
        return reply.failure() == null;
    }

    /**
     * Takes any alarm back: the entry was found to be right.
     *
     * @param connection to the log
     * @throws io.matchlock.log.entry.LogUnavailableException if Redis does not answer
     */
    public static void clear(final LogConnection connection) {
        connection.calls().ask("DEL", key(connection));
    }

    private static String key(final LogConnection connection) {
        return Names.alarmKey(connection.segment());
    }
}
