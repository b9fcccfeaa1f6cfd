package io.matchlock.log.server;

import io.matchlock.log.redis.request.RedisReply;

/** Sends commands of plain words to a server and waits for the answers. For one thread. */
public interface ServerCommands {
    /**
     * Sends a command that must not be refused.
     *
     * @param words ASCII
     * @return the answer, no error
     * @throws io.matchlock.log.entry.LogUnavailableException if the answer does not come, or is an error
     */
    RedisReply ask(String... words);

    /**
     * Sends a command.
     *
     * @param words ASCII
     * @return the answer, which may be an error
     * @throws io.matchlock.log.entry.LogUnavailableException if the answer does not come
     */
    RedisReply request(String... words);
}
