package io.matchlock.log.orders;

import io.matchlock.log.LastId;
import io.matchlock.log.history.Alarm;
import io.matchlock.log.redis.RedisLink;
import io.matchlock.log.redis.request.RedisRequest;
import io.matchlock.log.redis.request.Resp;
import io.matchlock.log.server.Durability;
import io.matchlock.log.server.InfoText;
import io.matchlock.log.server.MemoryUse;
import io.matchlock.log.server.ServerCheck;
import io.matchlock.protocol.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;

/**
 * What the connection of an {@link OrdersAppender} can be asked besides appending. Questions go out at once, between appends, and
 * the answers come on the event loop. If the
 * connection breaks before an answer, or the server does not tell, nobody is told.
 * Lives on the appender's event loop; every method throws {@link IllegalStateException} if the appender is not connected.
 */
public final class LogQuestions {
    /** Takes what the server says of its memory. */
    @FunctionalInterface
    public interface MemoryAnswer {
        /**
         * The memory was read.
         *
         * @param use of it
         * @param inputBytes that the server had read from all its clients since its start
         * @param eventsEnd the last events entry before, packed
         * @param ordersEnd the last orders entry after, packed
         */
        void onMemory(MemoryUse use, long inputBytes, long eventsEnd, long ordersEnd);
    }

    /** Takes where the log stands. */
    @FunctionalInterface
    public interface StandingAnswer {
        /**
         * The log was looked at.
         *
         * @param server which start of the server it is, see {@code LogHistory.serverOf}
         * @param buffer that holds the entry, valid only during the call
         * @param offset in {@code buffer}
         * @param length in bytes, 0 if the log does not have the entry
         */
        void onStanding(long server, DirectBuffer buffer, int offset, int length);
    }

    private static final byte[] MEMORY = Resp.command("INFO", "memory", "stats");
    private static final byte[] CLIENTS = Resp.command("CLIENT", "LIST");
    private static final long UNKNOWN = -1;

    private final Supplier<RedisLink> link;
    private final String segment;
    private final String ordersKey;
    private final byte[] lastEventsId;
    private final byte[] lastOrdersId;
    private final byte[] alarm;

    /** {@code link} gives the connection that stands, and throws if none does. */
    LogQuestions(final Supplier<RedisLink> link, final String segment) {
        this.link = link;
        this.segment = segment;
        ordersKey = Names.ordersKey(segment);
        lastEventsId = LastId.command(Names.eventsKey(segment));
        lastOrdersId = LastId.command(ordersKey);
        alarm = Resp.command("GET", Names.alarmKey(segment));
    }

    /**
     * Asks for the server's memory, and which entries are in it.
     *
     * @param answer is told
     */
    public void memory(final MemoryAnswer answer) {
        final RedisLink open = link.get();
        final long[] eventsEnd = {UNKNOWN};
        final String[] info = new String[1];
        // entries that are stored in between count as unanswered, and as not in memory yet: too much is owed rather
        // than too little
        open.send(new Question(lastEventsId, reply -> eventsEnd[0] = LastId.parse(reply.first())));
        open.send(new Question(MEMORY, reply -> info[0] = reply.first()));
        open.send(new Question(lastOrdersId, reply -> {
            if (eventsEnd[0] != UNKNOWN && info[0] != null) {
                answer.onMemory(
                        MemoryUse.parse(info[0]),
                        InfoText.number(info[0], "total_net_input_bytes"),
                        eventsEnd[0],
                        LastId.parse(reply.first()));
            }
        }));
    }

    /**
     * Asks where the orders stream ends.
     *
     * @param answer is told the last entry's id, packed
     */
    public void end(final LongConsumer answer) {
        link.get().send(endQuestion(answer));
    }

    /**
     * Asks who is connected to the server.
     *
     * @param answer is told the answer to CLIENT LIST
     */
    public void clients(final Consumer<String> answer) {
        link.get().send(new Question(CLIENTS, reply -> {
            if (reply.first() != null) {
                answer.accept(reply.first());
            }
        }));
    }

    /**
     * Asks how durable the server's settings make what it stores.
     *
     * @param answer is told
     */
    public void durability(final Consumer<Durability> answer) {
        link.get().send(new Question(ServerCheck.DURABILITY, reply -> {
            final Durability durability = ServerCheck.durability(reply.values());
            if (durability != null) {
                answer.accept(durability);
            }
        }));
    }

    /**
     * Asks whether something is wrong with what the log says.
     *
     * @param answer is told, of no alarm as well
     */
    public void alarm(final Consumer<Optional<Alarm>> answer) {
        link.get().send(new Question(alarm, reply -> {
            if (reply.failure() == null) {
                answer.accept(Alarm.parse(reply.first()));
            }
        }));
    }

    /**
     * Asks which start of the server this is, and for an entry of the orders stream.
     *
     * @param entryId packed
     * @param answer is told, unless the stream begins behind the entry
     * @param trimmed is run if it does
     */
    public void standing(final long entryId, final StandingAnswer answer, final Runnable trimmed) {
        link.get().send(EntryRequest.withServer(ordersKey, entryId, answer, trimmed));
    }

    /**
     * Asks which start of the server this is, for the genesis entry or its copy, and then where the orders stream ends.
     *
     * @param answer is told of the entry
     * @param end is told the last entry's id, packed
     */
    public void genesis(final StandingAnswer answer, final LongConsumer end) {
        final List<RedisRequest> requests = new ArrayList<>(EntryRequest.genesis(segment, answer));
        requests.add(endQuestion(end));
        link.get().send(requests);
    }

    private Question endQuestion(final LongConsumer answer) {
        return new Question(lastOrdersId, reply -> {
            if (reply.first() != null) {
                answer.accept(LastId.parse(reply.first()));
            }
        });
    }
}
