package io.matchlock.audit.sim.postgres;

import java.util.ArrayDeque;

/** The lock of the checkpoint's row. A second transaction waits until the first one ends, or until a timeout. */
final class RowLock {
    private static final long TIMEOUT_NS = 10_000_000_000L;

    private final SimPostgres server;
    private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
    private Backend holder;

    /** One wait of a backend, which may wait again later. */
    private static final class Waiter {
        private final Backend backend;

        Waiter(final Backend backend) {
            this.backend = backend;
        }
    }

    RowLock(final SimPostgres server) {
        this.server = server;
    }

    /** False if the backend must wait: it is told when it has it, or when it has waited for too long. */
    boolean take(final Backend backend) {
        if (holder == null || holder == backend) {
            holder = backend;
            return true;
        }
        final Waiter waiter = new Waiter(backend);
        waiting.add(waiter);
        server.later(TIMEOUT_NS, () -> {
            if (waiting.remove(waiter)) {
                backend.lockTimedOut();
            }
        });
        return false;
    }

    /** The backend's transaction has ended; it neither has nor wants it any more. */
    void release(final Backend backend) {
        waiting.removeIf(waiter -> waiter.backend == backend);
        if (holder == backend) {
            final Waiter next = waiting.poll();
            holder = next == null ? null : next.backend;
            if (holder != null) {
                holder.locked();
            }
        }
    }
}
