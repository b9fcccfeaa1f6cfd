package io.matchlock.log.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import io.matchlock.protocol.log.EntryId;
import java.nio.ByteBuffer;

/** Takes the answer to XADD: an id, nil or an error. Reads the id without making an object. Owned by an event loop. */
final class AppendReply extends CommandOutput<byte[], byte[], Void> {
    private long entryId;

    AppendReply() {
        super(ByteArrayCodec.INSTANCE, null);
    }

    void clear() {
        entryId = EntryId.NONE;
        error = null;
    }

    /** The id, or {@code EntryId.NONE} if the answer was nil, an error, or no id of ours. */
    long entryId() {
        return entryId;
    }

    @Override
    public void set(final ByteBuffer bytes) {
        entryId = bytes == null ? EntryId.NONE : parse(bytes);
    }

    @Override
    public void setError(final ByteBuffer bytes) {
        error = UTF_8.decode(bytes).toString();
    }

    private static long parse(final ByteBuffer bytes) {
        long epoch = -1;
        long number = 0;
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            final byte digit = bytes.get(i);
            if (digit == '-') {
                epoch = number;
                number = 0;
            } else {
                number = number * 10 + digit - '0';
            }
        }
        final boolean isOurs = epoch >= 0 && epoch <= EntryId.MAX_EPOCH && number <= EntryId.MAX_SEQUENCE;
        return isOurs ? EntryId.of(epoch, number) : EntryId.NONE;
    }
}
