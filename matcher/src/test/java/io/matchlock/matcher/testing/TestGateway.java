package io.matchlock.matcher.testing;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.lettuce.core.KillArgs;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.matchlock.log.history.LogHistory;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.live.BatchEnvelope;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.segment.SegmentId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

/** Appends batches to the log and publishes them on Aeron, as a gateway does, or as a faulty network makes it look. */
public final class TestGateway implements AutoCloseable {
    private static final byte[] ORDERS = Names.ordersKey(Segments.NAME).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENTS = Names.eventsKey(Segments.NAME).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FIELD = {'b'};

    private final UnsafeBuffer message = new UnsafeBuffer(new byte[BatchEnvelope.LENGTH + OrdersEntry.MAX_LENGTH]);
    private final RedisClient client;
    private StatefulRedisConnection<byte[], byte[]> redis;
    private long server;
    private Aeron aeron;
    private ExclusivePublication publication;

    /** Connects to the log alone. */
    public TestGateway(final String redisUrl) {
        client = RedisClient.create(redisUrl);
        redis = client.connect(ByteArrayCodec.INSTANCE);
        server = LogHistory.serverOf(redis.sync().info("server"));
    }

    /** Publishes there from now on. */
    public void publishOn(final String aeronDirectory, final String controlEndpoint) {
        CloseHelper.quietClose(aeron);
        aeron = Aeron.connect(
                new Aeron.Context().aeronDirectoryName(aeronDirectory).errorHandler(error -> {}));
        publication = aeron.addExclusivePublication(
                Names.publicationChannel(controlEndpoint, 1_408, 1024 * 1024), Names.ORDERS_STREAM_ID);
    }

    /** Connects to the log again. */
    public void reconnect() {
        redis.close();
        redis = client.connect(ByteArrayCodec.INSTANCE);
        server = LogHistory.serverOf(redis.sync().info("server"));
    }

    /** Whether a matcher listens. */
    public boolean isHeard() {
        return publication.isConnected();
    }

    /** Appends, and says under which id. */
    public long append(final byte[] batch) {
        final XAddArgs arguments = XAddArgs.Builder.nomkstream().id("1-*");
        return EntryId.parse(redis.sync().xadd(ORDERS, arguments, Map.of(FIELD, batch)));
    }

    /** Publishes what was appended; tries until Aeron takes it. */
    public void publish(final long id, final byte[] batch) {
        publish(Segments.ID, id, batch);
    }

    /** Publishes as a gateway of another segment would. */
    public void publish(final SegmentId segmentId, final long id, final byte[] batch) {
        message.putLong(BatchEnvelope.SEGMENT_TAG_OFFSET, segmentId.tag(), LITTLE_ENDIAN);
        message.putLong(BatchEnvelope.SERVER_OFFSET, server, LITTLE_ENDIAN);
        message.putLong(BatchEnvelope.ENTRY_ID_OFFSET, id, LITTLE_ENDIAN);
        message.putLong(BatchEnvelope.PUBLISHED_OFFSET, System.nanoTime(), LITTLE_ENDIAN);
        message.putBytes(BatchEnvelope.LENGTH, batch);
        final long deadlineNs = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (publication.offer(message, 0, BatchEnvelope.LENGTH + batch.length) < 0) {
            if (System.nanoTime() > deadlineNs) {
                throw new AssertionError("Aeron takes nothing");
            }
            Thread.onSpinWait();
        }
    }

    /** Appends and publishes. */
    public long send(final byte[] batch) {
        final long id = append(batch);
        publish(id, batch);
        return id;
    }

    /** Subscribes to a matcher's events. */
    public Subscription listenTo(final String controlEndpoint) {
        return aeron.addSubscription(Names.subscriptionChannel(controlEndpoint, "127.0.0.1:0"), Names.EVENTS_STREAM_ID);
    }

    /** Sets how much Redis may hold. */
    public void limitMemory(final String bytes) {
        redis.sync().configSet("maxmemory", bytes);
    }

    /** Takes the log back to the time before an entry. */
    public void forgetFrom(final long id) {
        rewrite(ORDERS, id);
    }

    /** Deletes the orders. */
    public void forgetAll() {
        redis.sync().del(ORDERS);
    }

    /** Puts the log of another segment of the same name in the place of this one, as many entries long. */
    public void replaceByAnotherSegment() {
        final long entries = redis.sync().xlen(ORDERS);
        redis.sync().del(ORDERS);
        final byte[] genesis = Segments.genesis(Segments.small().withId(new SegmentId(9, 9)));
        for (int i = 0; i < entries; i++) {
            redis.sync().xadd(ORDERS, new XAddArgs().id("1-" + i), Map.of(FIELD, genesis));
        }
    }

    /** Puts other bytes in the place of the last events entry. */
    public void replaceLastEvents(final long id, final byte[] bytes) {
        rewrite(EVENTS, id);
        redis.sync().xadd(EVENTS, new XAddArgs().id(EntryId.format(id)), Map.of(FIELD, bytes));
    }

    /** Makes Redis close all connections but this one. */
    public void dropClients() {
        redis.sync().clientKill(KillArgs.Builder.typeNormal().skipme(true));
    }

    private void rewrite(final byte[] key, final long endId) {
        final List<StreamMessage<byte[], byte[]>> kept =
                redis.sync().xrange(key, Range.create("-", EntryId.format(endId - 1)));
        redis.sync().del(key);
        for (final StreamMessage<byte[], byte[]> entry : kept) {
            redis.sync().xadd(key, new XAddArgs().id(entry.getId()), entry.getBody());
        }
    }

    @Override
    public void close() {
        CloseHelper.quietClose(aeron);
        redis.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
}
