package io.matchlock.log.redis;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Makes connections to Redis. */
@FunctionalInterface
public interface RedisLinks {
    /** Over TCP. */
    RedisLinks TCP = LettuceLink::open;

    /**
     * Begins to connect.
     *
     * @param loop that the channel is registered on
     * @param url of Redis
     * @param connectionName as Redis lists it
     * @param timeout for connecting and for the handshake
     * @return completed on the loop with a link, or exceptionally
     */
    CompletionStage<RedisLink> open(EventLoop loop, String url, String connectionName, Duration timeout);
}
