package io.matchlock.audit.sim.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.matchlock.audit.sim.redis.Streams.Stream;
import io.matchlock.audit.sim.redis.resp.Reply;
import io.matchlock.protocol.log.EntryId;
import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Carries out commands. What it does not know it refuses as Redis does. */
final class Commands {
    private static final long NS_PER_MS = 1_000_000L;
    private static final String NOT_ABOVE =
            "ERR The ID specified in XADD is equal or smaller than the target stream top item";

    private Streams streams;
    private final LongSupplier durableAtNs;
    private final Supplier<String> clients;
    private final Supplier<String> refusals;
    private final Supplier<String> runId;
    private final boolean syncsAlways;
    private final Reply reply = new Reply();
    private final Map<String, String> texts = new HashMap<>();
    private long maxBytes;
    private long blockedNs;

    Commands(
            final Streams streams,
            final LongSupplier durableAtNs,
            final Supplier<String> clients,
            final Supplier<String> refusals,
            final Supplier<String> runId,
            final boolean syncsAlways) {
        this.syncsAlways = syncsAlways;
        this.runId = runId;
        this.refusals = refusals;
        this.clients = clients;
        this.streams = streams;
        this.durableAtNs = durableAtNs;
    }

    /** Goes on with other streams. */
    void serve(final Streams others) {
        streams = others;
    }

    void limit(final long bytes) {
        maxBytes = bytes;
    }

    /** How long the last client would have waited for entries that did not come, ns; asked once. */
    long takeBlockedNs() {
        final long ns = blockedNs;
        blockedNs = 0;
        return ns;
    }

    boolean isOutOfMemory() {
        return maxBytes != 0 && streams.usedBytes() > maxBytes;
    }

    private static boolean isWriting(final String name) {
        return name.equals("XADD") || name.equals("SET");
    }

    void execute(final Transaction transaction, final List<byte[]> words, final ByteBuf out) {
        final String name = text(words.get(0));
        switch (name) {
            case "WATCH" -> {
                final String key = text(words.get(1));
                transaction.watch(key, streams.changes(key));
                reply.status(out, "OK");
            }
            case "MULTI" -> {
                transaction.begin();
                reply.status(out, "OK");
            }
            case "EXEC" -> execute(transaction, out);
            default -> {
                final String refusal = isWriting(name) ? refusals.get() : null;
                if (refusal != null) {
                    transaction.spoil();
                    reply.error(out, refusal);
                } else if (transaction.isOpen()) {
                    transaction.add(words);
                    reply.status(out, "QUEUED");
                } else {
                    execute(name, words, out);
                }
            }
        }
    }

    private void execute(final Transaction transaction, final ByteBuf out) {
        final boolean isChanged = transaction.hasChanged(streams::changes);
        final List<List<byte[]>> commands = transaction.end();
        if (commands == null) {
            reply.error(out, "EXECABORT Transaction discarded because of previous errors.");
            return;
        }
        if (isChanged) {
            reply.nilArray(out);
            return;
        }
        reply.array(out, commands.size());
        commands.forEach(words -> execute(text(words.get(0)), words, out));
    }

    private void execute(final String name, final List<byte[]> words, final ByteBuf out) {
        switch (name) {
            case "XADD" -> add(words, out);
            case "XTRIM" -> trim(words, out);
            case "XRANGE" -> range(words, out);
            case "XREAD" -> read(words, out);
            case "EXISTS" -> reply.number(out, exists(text(words.get(1))) ? 1 : 0);
            case "SET" -> {
                texts.put(text(words.get(1)), text(words.get(2)));
                reply.status(out, "OK");
            }
            case "GET" -> get(text(words.get(1)), out);
            case "DEL" ->
                reply.number(out, texts.remove(text(words.get(1))) == null ? 0 : 1); // no stream is deleted here
            case "XLEN" -> length(text(words.get(1)), out);
            case "EVAL_RO" -> lastGenerated(text(words.get(3)), out);
            case "INFO" -> reply.bulk(out, serverInfo());
            case "CONFIG" -> config(words, out);
            case "CLIENT" -> reply.bulk(out, clients.get());
            default -> reply.error(out, "ERR unknown command '" + name + "'");
        }
    }

    private void add(final List<byte[]> words, final ByteBuf out) {
        final String key = text(words.get(1));
        final boolean mustExist = text(words.get(2)).equals("NOMKSTREAM");
        final Stream stream = streams.get(key);
        if (stream == null && mustExist) {
            reply.nil(out);
            return;
        }
        final String wanted = text(words.get(mustExist ? 3 : 2));
        final long last = stream == null ? EntryId.NONE : stream.lastId();
        final long id = wanted.endsWith("-*") ? next(last, wanted) : EntryId.parse(wanted);
        if (id <= last) {
            reply.error(out, NOT_ABOVE);
            return;
        }
        streams.add(key, id, words.get(words.size() - 1), durableAtNs.getAsLong());
        reply.bulk(out, EntryId.format(id));
    }

    private static long next(final long last, final String wanted) {
        final long epoch = Long.parseLong(wanted.substring(0, wanted.length() - 2));
        if (last == EntryId.NONE || EntryId.epoch(last) < epoch) {
            return EntryId.of(epoch, 0);
        }
        return EntryId.epoch(last) == epoch ? EntryId.next(last) : EntryId.NONE;
    }

    private void range(final List<byte[]> words, final ByteBuf out) {
        final Stream stream = streams.get(text(words.get(1)));
        final int count = words.size() > 5 ? Integer.parseInt(text(words.get(5))) : Integer.MAX_VALUE;
        final long from = from(text(words.get(2)));
        final String end = text(words.get(3));
        final long to = end.equals("+") ? Long.MAX_VALUE : EntryId.parse(end);
        entries(stream, from, to, count, out);
    }

    private void read(final List<byte[]> words, final ByteBuf out) {
        int count = Integer.MAX_VALUE;
        int at = 1;
        long blockMs = 0;
        while (!text(words.get(at)).equals("STREAMS")) {
            if (text(words.get(at)).equals("COUNT")) {
                count = Integer.parseInt(text(words.get(at + 1)));
            } else {
                blockMs = Long.parseLong(text(words.get(at + 1)));
            }
            at += 2;
        }
        final String key = text(words.get(at + 1));
        final Stream stream = streams.get(key);
        final long after = parse(text(words.get(at + 2)));
        if (stream == null || stream.lastId() <= after) {
            blockedNs = blockMs * NS_PER_MS;
            reply.nilArray(out);
            return;
        }
        reply.array(out, 1);
        reply.array(out, 2);
        reply.bulk(out, key);
        entries(stream, after + 1, Long.MAX_VALUE, count, out);
    }

    private void entries(final Stream stream, final long from, final long to, final int count, final ByteBuf out) {
        if (stream == null) {
            reply.array(out, 0);
            return;
        }
        final int first = Math.max(stream.trimmed(), stream.indexFrom(from));
        final int end = to == Long.MAX_VALUE ? stream.entries().size() : stream.indexFrom(to + 1);
        final int wanted = Math.max(0, Math.min(end - first, count));
        reply.array(out, wanted);
        for (int i = first; i < first + wanted; i++) {
            final Streams.Entry entry = stream.entries().get(i);
            reply.array(out, 2);
            reply.bulk(out, EntryId.format(entry.id()));
            reply.array(out, 2);
            reply.bulk(out, "b");
            reply.bulk(out, entry.bytes());
        }
    }

    private void get(final String key, final ByteBuf out) {
        if (texts.containsKey(key)) {
            reply.bulk(out, texts.get(key));
        } else {
            reply.nil(out);
        }
    }

    private void trim(final List<byte[]> words, final ByteBuf out) {
        final long firstId = EntryId.parse(text(words.get(4)));
        reply.number(out, streams.trim(text(words.get(1)), firstId, Integer.parseInt(text(words.get(6)))));
    }

    private boolean exists(final String key) {
        return streams.get(key) != null || texts.containsKey(key);
    }

    private void length(final String key, final ByteBuf out) {
        final Stream stream = streams.get(key);
        reply.number(out, stream == null ? 0 : stream.entries().size() - stream.trimmed());
    }

    /** The only script: which id a stream has given out last. */
    private void lastGenerated(final String key, final ByteBuf out) {
        final Stream stream = streams.get(key);
        if (stream == null) {
            reply.nil(out);
        } else {
            reply.bulk(out, stream.lastId() == EntryId.NONE ? "0-0" : EntryId.format(stream.lastId()));
        }
    }

    private String serverInfo() {
        return "redis_version:7.0.15\r\nrun_id:" + runId.get()
                + "\r\nrole:master\r\nmem_allocator:jemalloc-5.2.1\r\nused_memory:"
                + streams.usedBytes() + "\r\nmem_not_counted_for_evict:0\r\nmaxmemory:" + maxBytes
                + "\r\ntotal_net_input_bytes:" + streams.inputBytes() + "\r\n";
    }

    private void config(final List<byte[]> words, final ByteBuf out) {
        reply.array(out, 2 * (words.size() - 2));
        for (int i = 2; i < words.size(); i++) {
            final String name = text(words.get(i));
            reply.bulk(out, name);
            reply.bulk(out, configured(name));
        }
    }

    private String configured(final String name) {
        return switch (name) {
            case "appendonly" -> "yes";
            case "appendfsync" -> syncsAlways ? "always" : "everysec";
            case "no-appendfsync-on-rewrite" -> "no";
            case "maxmemory-policy" -> "noeviction";
            case "maxmemory" -> Long.toString(maxBytes);
            case "stream-node-max-bytes" -> "64";
            default -> "";
        };
    }

    private static long from(final String start) {
        if (start.equals("-")) {
            return 0;
        }
        return start.startsWith("(") ? parse(start.substring(1)) + 1 : parse(start);
    }

    private static long parse(final String id) {
        return id.equals("0-0") ? EntryId.NONE : EntryId.parse(id);
    }

    private static String text(final byte[] word) {
        return new String(word, US_ASCII);
    }
}
