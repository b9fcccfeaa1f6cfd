package io.matchlock.log.orders;

import io.matchlock.log.LastId;
import io.matchlock.log.redis.RedisLink;
import io.matchlock.log.redis.request.Resp;
import io.matchlock.log.server.Durability;
import io.matchlock.log.server.MemoryUse;
import io.matchlock.log.server.ServerCheck;
import io.matchlock.protocol.Names;
import java.util.function.Consumer;
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
         * @param eventsEnd the last events entry in it, packed; there may be more by now
         */
        void onMemory(MemoryUse use, long eventsEnd);
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

    private static final byte[] MEMORY = Resp.command("INFO", "memory");
    private static final byte[] CLIENTS = Resp.command("CLIENT", "LIST");
    private static final long UNKNOWN = -1;

    private final Supplier<RedisLink> link;
    private final String segment;
    private final String ordersKey;
    private final byte[] lastEventsId;

    /** {@code link} gives the connection that stands, and throws if none does. */
    LogQuestions(final Supplier<RedisLink> link, final String segment) {
        this.link = link;
        this.segment = segment;
        ordersKey = Names.ordersKey(segment);
        lastEventsId = LastId.command(Names.eventsKey(segment));
    }

    /**
     * Asks for the server's memory, and which events are in it.
     *
     * @param answer is told
     */
    public void memory(final MemoryAnswer answer) {
        final RedisLink open = link.get();
        final long[] end = {UNKNOWN
        }; // asked first: entries that are stored in between are counted twice rather than not at all
        open.send(new Question(lastEventsId, reply -> end[0] = LastId.parse(reply.first())));
        open.send(new Question(MEMORY, reply -> {
            if (end[0] != UNKNOWN && reply.first() != null) {
                answer.onMemory(MemoryUse.parse(reply.first()), end[0]);
            }
        }));
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
     * Asks which start of the server this is, and for the genesis entry or its copy.
     *
     * @param answer is told
     */
    public void genesis(final StandingAnswer answer) {
        link.get().send(EntryRequest.genesis(segment, answer));
    }
}
