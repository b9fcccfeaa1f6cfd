package io.matchlock.log;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EntryOrder;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.LongArrayList;

/**
 * Takes the answer to XRANGE or XREAD: copies the entries into one buffer. Filled by the event loop, read by the thread
 * that waits for it. Stops at the first entry that is not one of ours and says why.
 */
public final class EntriesReply extends CommandOutput<byte[], byte[], Void> {
    private enum Expect {
        STREAMS,
        STREAM,
        KEY,
        ENTRIES,
        ENTRY,
        ID,
        FIELDS,
        NAME,
        VALUE
    }

    private static final int INITIAL_CAPACITY = 64 * 1024;
    /** What is kept for the next answer, however much the last one took. */
    private static final int MAX_KEPT_CAPACITY = 8 * 1024 * 1024;

    private static final int FIELDS_OF_AN_ENTRY = 2;

    private ExpandableDirectByteBuffer buffer = new ExpandableDirectByteBuffer(INITIAL_CAPACITY);
    private final LongArrayList ids = new LongArrayList();
    private final IntArrayList ends = new IntArrayList();
    private Expect expect;
    private int limit;
    private long id;
    private String fault;

    /** No entries. */
    public EntriesReply() {
        super(ByteArrayCodec.INSTANCE, null);
    }

    /**
     * Makes it fit for the next answer.
     *
     * @param ofXread whether that will be to XREAD, which names the stream
     * @return this, without entries
     */
    public EntriesReply clear(final boolean ofXread) {
        expect = ofXread ? Expect.STREAMS : Expect.ENTRIES;
        ids.clear();
        ends.clear();
        limit = 0;
        if (buffer.capacity() > MAX_KEPT_CAPACITY) {
            buffer = new ExpandableDirectByteBuffer(INITIAL_CAPACITY);
        }
        fault = null;
        error = null;
        return this;
    }

    /** {@return how many entries there are} */
    public int count() {
        return ids.size();
    }

    /**
     * An entry's id.
     *
     * @param index below {@link #count()}
     * @return packed
     */
    public long id(final int index) {
        return ids.getLong(index);
    }

    /**
     * The id before that of an entry.
     *
     * @param index below {@link #count()}
     * @return packed, see {@link EntryOrder#before}
     */
    public long before(final int index) {
        return EntryOrder.before(id(index), buffer, offset(index), length(index));
    }

    /** How a sentence about the stream goes on if an entry does not come next behind another one; null if it does. */
    String gapBehind(final long lastId, final int index) {
        if (EntryOrder.follows(id(index), lastId, buffer, offset(index), length(index))) {
            return null;
        }
        if (before(index) < lastId) {
            return " ended at " + EntryId.format(before(index)) + " when epoch " + EntryId.epoch(id(index))
                    + " was opened, but entry " + EntryId.format(lastId)
                    + " was seen before: whoever saw it is ahead of the log, which was restored from an older copy";
        }
        return " has a gap: entry " + EntryId.format(id(index)) + " follows "
                + (lastId == EntryId.NONE ? "the beginning" : EntryId.format(lastId));
    }

    /**
     * Where an entry lies.
     *
     * @param index below {@link #count()}
     * @return offset in {@link #buffer()}
     */
    public int offset(final int index) {
        return index == 0 ? 0 : ends.getInt(index - 1);
    }

    /**
     * How long an entry is.
     *
     * @param index below {@link #count()}
     * @return bytes
     */
    public int length(final int index) {
        return ends.getInt(index) - offset(index);
    }

    /** {@return the buffer that holds the entries, until the next {@link #clear}} */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** {@return why the entry after the last is not one of ours, or null} */
    public String fault() {
        return fault;
    }

    @Override
    public void multi(final int count) {
        if (fault != null) {
            return;
        }
        switch (expect) {
            case STREAMS -> expect = Expect.STREAM;
            case STREAM -> expect = Expect.KEY;
            case ENTRIES -> expect = Expect.ENTRY;
            case ENTRY -> expect = Expect.ID;
            case FIELDS -> onFields(count);
            default -> fault = "an array where " + expect + " belongs";
        }
    }

    @Override
    public void set(final ByteBuffer bytes) {
        if (fault != null || bytes == null) {
            return;
        }
        switch (expect) {
            case KEY -> expect = Expect.ENTRIES;
            case ID -> onId(US_ASCII.decode(bytes).toString());
            case NAME -> onName(bytes);
            case VALUE -> onValue(bytes);
            default -> fault = "a string where " + expect + " belongs";
        }
    }

    private void onId(final String text) {
        try {
            id = EntryId.parse(text);
            expect = Expect.FIELDS;
        } catch (final IllegalArgumentException e) {
            fault = "entry " + text + " has a foreign id";
        }
    }

    private void onFields(final int count) {
        expect = Expect.NAME;
        if (count != FIELDS_OF_AN_ENTRY) {
            fault = "entry " + EntryId.format(id) + " has " + count / 2 + " fields, not one";
        }
    }

    private void onName(final ByteBuffer bytes) {
        expect = Expect.VALUE;
        if (bytes.remaining() != 1 || bytes.get(bytes.position()) != 'b') {
            fault = "entry " + EntryId.format(id) + " has no field b";
        }
    }

    private void onValue(final ByteBuffer bytes) {
        final int length = bytes.remaining();
        buffer.putBytes(limit, bytes, length);
        limit += length;
        ids.addLong(id);
        ends.addInt(limit);
        expect = Expect.ENTRY;
    }
}
