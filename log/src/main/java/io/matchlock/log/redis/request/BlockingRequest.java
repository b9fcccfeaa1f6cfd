package io.matchlock.log.redis.request;

import io.lettuce.core.output.CommandOutput;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/** A command for whose answer a thread waits. */
public final class BlockingRequest extends RedisRequest {
    private final CountDownLatch finished = new CountDownLatch(1);
    private final byte[] start;
    private final DirectBuffer body;
    private final int offset;
    private final int length;
    private volatile String lost;

    private BlockingRequest(
            final CommandOutput<byte[], byte[], Void> output,
            final byte[] start,
            final DirectBuffer body,
            final int offset,
            final int length) {
        super(output);
        this.start = start;
        this.body = body;
        this.offset = offset;
        this.length = length;
    }

    /**
     * A command of plain words.
     *
     * @param output takes the answer
     * @param words ASCII
     * @return the request
     */
    public static BlockingRequest of(final CommandOutput<byte[], byte[], Void> output, final String... words) {
        return new BlockingRequest(output, Resp.command(words), null, 0, 0);
    }

    /**
     * A command whose last argument is a block of bytes, which must stay as they are until the answer has come.
     *
     * @param output takes the answer
     * @param start what {@link Resp#arguments} returned
     * @param body that holds the last argument
     * @param offset in {@code body}
     * @param length in bytes
     * @return the request
     */
    public static BlockingRequest of(
            final CommandOutput<byte[], byte[], Void> output,
            final byte[] start,
            final DirectBuffer body,
            final int offset,
            final int length) {
        return new BlockingRequest(output, start, body, offset, length);
    }

    /**
     * Waits until the answer has come, or is known not to come.
     *
     * @param timeoutNs at most
     * @return whether it has come
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean await(final long timeoutNs) throws InterruptedException {
        return finished.await(timeoutNs, TimeUnit.NANOSECONDS);
    }

    /** {@return why no answer will come, null if it has come} */
    public String lost() {
        return lost;
    }

    @Override
    public void encode(final ByteBuf out) {
        if (body == null) {
            out.writeBytes(start);
        } else {
            Resp.write(out, start, body, offset, length);
        }
    }

    @Override
    protected void onReply() {
        finished.countDown();
    }

    @Override
    protected void onLost(final String reason) {
        lost = reason;
        finished.countDown();
    }
}
