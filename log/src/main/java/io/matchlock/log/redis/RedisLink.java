package io.matchlock.log.redis;

import io.matchlock.log.redis.request.RedisRequest;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** One connection to Redis on a given event loop. A link that has broken never stands again. */
public interface RedisLink {
    /**
     * Watches for the end of the connection.
     *
     * @param action to take on the loop, once
     */
    void onClosed(Runnable action);

    /** {@return whether the connection stands} */
    boolean isOpen();

    /**
     * Sends a command at once. If that fails the request is told that it is lost.
     *
     * @param request to send
     */
    void send(RedisRequest request);

    /**
     * Sends commands in one write. If that fails the requests are told that they are lost.
     *
     * @param requests to send
     */
    void send(List<? extends RedisRequest> requests);

    /**
     * Begins to close.
     *
     * @return completed when the connection is closed
     */
    CompletionStage<Void> close();
}
