package io.matchlock.log.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.matchlock.log.redis.request.RedisRequest;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * A link over TCP, by Lettuce. Never reconnects, and never sends a command twice.
 */
final class LettuceLink implements RedisLink {
    private final RedisClient client;
    private final ClientResources resources;
    private final StatefulRedisConnection<byte[], byte[]> connection;

    private LettuceLink(
            final RedisClient client,
            final ClientResources resources,
            final StatefulRedisConnection<byte[], byte[]> connection) {
        this.client = client;
        this.resources = resources;
        this.connection = connection;
    }

    static CompletionStage<RedisLink> open(
            final EventLoop loop, final String url, final String connectionName, final Duration timeout) {
        final ClientResources resources;
        final RedisClient client;
        final RedisURI uri;
        try {
            uri = RedisURI.create(url);
            uri.setClientName(connectionName);
            uri.setTimeout(timeout);
            resources = resources(loop);
            client = RedisClient.create(resources);
            client.setOptions(options(timeout));
        } catch (final IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
        return client.connectAsync(ByteArrayCodec.INSTANCE, uri)
                .handleAsync(
                        (connection, failure) -> {
                            final LettuceLink link = new LettuceLink(client, resources, connection);
                            if (failure != null) {
                                link.close();
                                throw new RedisLinkException(reason(failure), failure);
                            }
                            return link;
                        },
                        loop);
    }

    @Override
    public void onClosed(final Runnable action) {
        connection.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(final RedisChannelHandler<?, ?> handler) {
                action.run();
            }
        });
    }

    @Override
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public void send(final RedisRequest request) {
        try {
            connection.dispatch(request);
        } catch (final RuntimeException e) {
            request.completeExceptionally(e);
        }
    }

    @Override
    public void send(final List<? extends RedisRequest> requests) {
        try {
            connection.dispatch(requests);
        } catch (final RuntimeException e) {
            requests.forEach(request -> request.completeExceptionally(e));
        }
    }

    @Override
    public CompletionStage<Void> close() {
        final CompletionStage<Void> closed =
                connection == null ? CompletableFuture.completedFuture(null) : connection.closeAsync();
        return closed.thenCompose(nothing -> client.shutdownAsync()).thenRun(this::releaseResources);
    }

    private void releaseResources() {
        final var unused = resources.shutdown(0, 0, TimeUnit.SECONDS);
    }

    private static ClientResources resources(final EventLoop loop) {
        return ClientResources.builder()
                .eventLoopGroupProvider(new LoopProvider(loop))
                .eventExecutorGroup(loop)
                .timer(new LoopTimer(loop))
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .build();
    }

    private static ClientOptions options(final Duration timeout) {
        return ClientOptions.builder()
                .autoReconnect(false)
                .replayFilter(command -> true)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .protocolVersion(ProtocolVersion.RESP2)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(timeout)
                        .keepAlive(true)
                        .tcpNoDelay(true)
                        .build())
                .build();
    }

    private static String reason(final Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
