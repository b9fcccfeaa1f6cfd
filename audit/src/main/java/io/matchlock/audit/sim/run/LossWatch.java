package io.matchlock.audit.sim.run;

import io.matchlock.audit.sim.actor.ArchiverHost;
import io.matchlock.audit.sim.actor.GatewayHost;
import io.matchlock.audit.sim.actor.MatcherHost;
import io.matchlock.audit.sim.actor.PersisterHost;
import io.matchlock.audit.sim.check.ledger.LedgerAudit;
import io.matchlock.audit.sim.redis.Streams;
import io.matchlock.audit.sim.world.World;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Finds the processes that have seen entries which the log has lost. */
record LossWatch(
        World world,
        List<GatewayHost> gateways,
        List<MatcherHost> matchers,
        List<PersisterHost> persisters,
        List<ArchiverHost> archivers,
        LedgerAudit ledger)
        implements Streams.Watcher {
    @Override
    public void onStored(final String key, final Streams.Entry entry) {
        if (key.equals(Names.ordersKey(world.segment().name()))) {
            final OrdersEntryDecoder orders = new OrdersEntryDecoder();
            orders.wrap(new UnsafeBuffer(entry.bytes()), 0, entry.bytes().length);
            gateways.forEach(host -> host.requireMayAppend(orders.chainId()));
        }
    }

    @Override
    public void onLost(final String key, final long lastId) {
        world.losses().onLost(lastId);
        if (key.equals(Names.ordersKey(world.segment().name()))) {
            gateways.forEach(host -> host.onLost(lastId));
            gateways.forEach(host -> look(host, host.position(), lastId));
            matchers.forEach(host -> look(host, host.appliedId(), lastId));
            persisters.forEach(host -> look(host, ledger.position(), lastId));
            archivers.forEach(host -> look(host, host.appliedId(), lastId));
        }
    }

    private void look(final io.matchlock.audit.sim.world.Host host, final long seenId, final long lastId) {
        if (seenId > lastId) {
            world.losses().onAhead(host.process(), host.name(), seenId);
        }
    }
}
