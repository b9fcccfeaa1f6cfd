package io.matchlock.audit.sim.net;

import io.matchlock.audit.sim.time.Actor;
import io.netty.channel.Channel;
import java.util.function.Consumer;

/**
 * One loop of a gateway that takes connections.
 *
 * @param loop that they live on
 * @param sendBufferBytes for what waits to be written on each
 * @param onChannel takes them, on the loop
 */
public record Listener(SimLoop loop, int sendBufferBytes, Consumer<Channel> onChannel) {
    boolean isListening() {
        return !loop.actor().isDead();
    }

    Actor actor() {
        return loop.actor();
    }
}
