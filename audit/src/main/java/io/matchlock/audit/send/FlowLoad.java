package io.matchlock.audit.send;

/**
 * How much flow is sent.
 *
 * @param clients sessions, at least 1
 * @param messagesPerSecond of all sessions together, at least 1
 * @param seed of all their choices
 */
public record FlowLoad(int clients, int messagesPerSecond, long seed) {
    public FlowLoad {
        if (clients < 1 || messagesPerSecond < 1) {
            throw new IllegalArgumentException("a flow needs at least one client and one message a second");
        }
    }

    long intervalNs() {
        return 1_000_000_000L * clients / messagesPerSecond;
    }
}
