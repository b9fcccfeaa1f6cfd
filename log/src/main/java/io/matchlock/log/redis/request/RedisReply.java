package io.matchlock.log.redis.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes an answer of Redis as a flat list of texts; an array's elements in order, numbers as text, nil as null. An error
 * on its own and an error inside an array are told apart. Filled by the event loop.
 */
public class RedisReply extends CommandOutput<byte[], byte[], Void> {
    private final List<String> values = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private boolean array;

    /** An empty answer. */
    public RedisReply() {
        super(ByteArrayCodec.INSTANCE, null);
    }

    /** {@return the texts in order; null where the answer was nil or an error} */
    public final List<String> values() {
        return values;
    }

    /** {@return for each of {@link #values()} its error, null where it was none} */
    public final List<String> errors() {
        return errors;
    }

    /** {@return the first text, null if it is nil or there is none} */
    public final String first() {
        return values.isEmpty() ? null : values.get(0);
    }

    /** {@return whether it is an array; nil is none} */
    public final boolean isArray() {
        return array;
    }

    /** {@return the error that the whole answer is, or null} */
    public final String failure() {
        return array || errors.isEmpty() ? null : errors.get(0);
    }

    @Override
    public void set(final ByteBuffer bytes) {
        add(bytes == null ? null : UTF_8.decode(bytes).toString(), null);
    }

    @Override
    public void set(final long number) {
        add(Long.toString(number), null);
    }

    @Override
    public void multi(final int count) {
        array = count >= 0;
    }

    @Override
    public void setError(final ByteBuffer bytes) {
        setError(UTF_8.decode(bytes).toString());
    }

    @Override
    public void setError(final String message) {
        add(null, message);
    }

    private void add(final String value, final String failure) {
        values.add(value);
        errors.add(failure);
    }
}
