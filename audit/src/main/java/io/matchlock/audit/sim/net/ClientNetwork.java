package io.matchlock.audit.sim.net;

import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.client.wire.Network;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ByteChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** TCP between clients and gateways. A gateway's port is its number. */
public final class ClientNetwork {
    private final Scheduler scheduler;
    private final Map<Integer, List<Listener>> listeners = new HashMap<>();
    private final List<SimConnection> connections = new ArrayList<>();
    private final Set<Actor> deaf = new HashSet<>();

    /**
     * Nobody listens.
     *
     * @param scheduler that it lives on
     */
    public ClientNetwork(final Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * A gateway has started.
     *
     * @param port its number
     * @param loops that take connections, in turn
     */
    public void listen(final int port, final List<Listener> loops) {
        listeners.put(port, List.copyOf(loops));
    }

    /**
     * A gateway's process has ended.
     *
     * @param port its number
     */
    public void reset(final int port) {
        connections.forEach(connection -> connection.resetFrom(listeners.getOrDefault(port, List.of())));
    }

    /** All that are connected hear nothing of each other any more. */
    public void goDark() {
        connections.forEach(SimConnection::goDark);
        connections.clear();
    }

    /**
     * A client does not read, though it goes on writing; or reads again.
     *
     * @param client whose thread it is
     * @param isDeaf whether it does not read
     */
    public void deafen(final Actor client, final boolean isDeaf) {
        if (isDeaf) {
            deaf.add(client);
        } else {
            deaf.remove(client);
        }
    }

    /**
     * The network as a client sees it.
     *
     * @param client whose thread it is
     * @param onArrival is run when there is something to read
     * @return the network
     */
    public Network of(final Actor client, final Runnable onArrival) {
        return new Network() {
            @Override
            public ByteChannel connect(final InetSocketAddress address) {
                final List<Listener> loops = listeners.getOrDefault(address.getPort(), List.of());
                final SimConnection connection =
                        new SimConnection(scheduler, client, onArrival, () -> deaf.contains(client));
                connections.removeIf(SimConnection::isOver);
                connections.add(connection);
                connection.begin(
                        loops.isEmpty() ? null : loops.get(scheduler.random().nextInt(loops.size())));
                return connection;
            }

            @Override
            public boolean finishConnect(final ByteChannel channel) throws IOException {
                return ((SimConnection) channel).isAccepted();
            }
        };
    }
}
