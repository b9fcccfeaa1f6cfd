package io.matchlock.audit.sim.redis;

import io.matchlock.protocol.log.EntryId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the server holds: streams of entries, in memory and on disk. */
public final class Streams {
    /** What an entry takes beside its bytes. */
    public static final long ENTRY_OVERHEAD_BYTES = 120;

    private static final long EMPTY_BYTES = 900_000;

    private final Map<String, Stream> byKey = new LinkedHashMap<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private long usedBytes = EMPTY_BYTES;
    private long inputBytes;

    /**
     * An entry.
     *
     * @param id packed
     * @param bytes of its field
     * @param durableAtNs from when on no crash takes it away
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares entries
    public record Entry(long id, byte[] bytes, long durableAtNs) {}

    /** One stream. What was trimmed off is kept for those who check, and clients don't see it. */
    public static final class Stream {
        private final List<Entry> entries = new ArrayList<>();
        private long lastId = EntryId.NONE;
        private int trimmed;
        private long changes;

        /** {@return all entries that were stored and not lost, in order, with those that were trimmed off since} */
        public List<Entry> entries() {
            return entries;
        }

        /** {@return how many of the entries were trimmed off} */
        public int trimmed() {
            return trimmed;
        }

        /** {@return the last id that was given out, packed} */
        public long lastId() {
            return lastId;
        }

        /** The index of the first entry whose id is not below. */
        int indexFrom(final long id) {
            int low = 0;
            int high = entries.size();
            while (low < high) {
                final int middle = (low + high) >>> 1;
                if (entries.get(middle).id() < id) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /**
         * What the stream holds under an id.
         *
         * @param id packed
         * @return the entry's bytes, none if there is no such entry
         */
        public byte[] bytes(final long id) {
            final int index = indexFrom(id);
            return index == entries.size() || entries.get(index).id() != id
                    ? new byte[0]
                    : entries.get(index).bytes();
        }
    }

    /** Hears of what is stored. */
    public interface Watcher {
        /**
         * An entry was stored.
         *
         * @param key of the stream
         * @param entry that was stored
         */
        void onStored(String key, Entry entry);

        /**
         * Entries are gone.
         *
         * @param key of the stream
         * @param lastId that is left
         */
        void onLost(String key, long lastId);
    }

    /**
     * Tells somebody of all that is stored from now on.
     *
     * @param watcher that is told
     */
    public void watch(final Watcher watcher) {
        watchers.add(watcher);
    }

    /**
     * Looks a stream up.
     *
     * @param key of the stream
     * @return null if there is none
     */
    public Stream get(final String key) {
        return byKey.get(key);
    }

    /** How often a stream was changed by a command; 0 if there is none. */
    long changes(final String key) {
        final Stream stream = byKey.get(key);
        return stream == null ? 0 : stream.changes;
    }

    /** {@return bytes that clients have sent} */
    public long inputBytes() {
        return inputBytes;
    }

    /** {@return bytes in use} */
    public long usedBytes() {
        return usedBytes;
    }

    /**
     * Another log with the same entries but for its beginning.
     *
     * @param key of the stream that begins otherwise
     * @param first bytes of its first entry
     * @return streams that nobody watches
     */
    Streams likeness(final String key, final byte[] first) {
        final Streams other = new Streams();
        byKey.forEach((name, stream) -> stream.entries.forEach(entry -> {
            final boolean isFirst = name.equals(key) && other.get(key) == null;
            other.add(name, entry.id(), isFirst ? first : entry.bytes(), entry.durableAtNs());
        }));
        return other;
    }

    /** Stores an entry, whose id is above the last one; makes the stream where there is none. */
    void add(final String key, final long id, final byte[] bytes, final long durableAtNs) {
        final Stream stream = byKey.computeIfAbsent(key, missing -> new Stream());
        final Entry entry = new Entry(id, bytes, durableAtNs);
        stream.entries.add(entry);
        stream.lastId = id;
        stream.changes++;
        usedBytes += bytes.length + ENTRY_OVERHEAD_BYTES;
        inputBytes += bytes.length + ENTRY_OVERHEAD_BYTES;
        watchers.forEach(watcher -> watcher.onStored(key, entry));
    }

    /**
     * Trims a stream.
     *
     * @param key of the stream
     * @param firstId that stays, packed
     * @param most entries that may go
     * @return how many have gone
     */
    int trim(final String key, final long firstId, final int most) {
        final Stream stream = byKey.get(key);
        if (stream == null) {
            return 0;
        }
        final int before = stream.trimmed;
        stream.trimmed = Math.max(before, Math.min(stream.indexFrom(firstId), before + most));
        for (final Entry entry : stream.entries.subList(before, stream.trimmed)) {
            usedBytes -= entry.bytes().length + ENTRY_OVERHEAD_BYTES;
        }
        stream.changes += stream.trimmed > before ? 1 : 0;
        return stream.trimmed - before;
    }

    /** Forgets all that was stored after a time, as a crash does; the first entries stay. */
    void forgetAfter(final long durableByNs) {
        final List<String> shorter = new ArrayList<>();
        byKey.forEach((key, stream) -> {
            final int before = stream.entries.size();
            while (stream.entries.size() > stream.trimmed + 1
                    && stream.entries.get(stream.entries.size() - 1).durableAtNs() > durableByNs) {
                final Entry lost = stream.entries.remove(stream.entries.size() - 1);
                usedBytes -= lost.bytes().length + ENTRY_OVERHEAD_BYTES;
            }
            if (stream.entries.size() < before) {
                stream.lastId = stream.entries.get(stream.entries.size() - 1).id();
                shorter.add(key);
            }
        });
        shorter.forEach(key -> watchers.forEach(watcher -> watcher.onLost(key, byKey.get(key).lastId)));
    }
}
