package io.matchlock.audit.sim.run;

import io.matchlock.audit.sim.actor.ClientHost;
import io.matchlock.audit.sim.check.Violation;
import io.matchlock.audit.sim.check.ledger.Ledger;
import java.util.List;

/** One order of each client, sent when no fault is left, to see how it is answered. */
final class Probes {
    private final List<ClientHost> clients;
    private final long[] numbers;

    Probes(final List<ClientHost> clients) {
        this.clients = clients;
        numbers = new long[clients.size()];
    }

    /** Sends those that could not be sent before; true once all are. */
    boolean areSent() {
        boolean isComplete = true;
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] == 0 && clients.get(i).probe()) {
                numbers[i] = clients.get(i).ledger().lastNumber();
            }
            isComplete &= numbers[i] != 0;
        }
        return isComplete;
    }

    /** At first a flood of reports may cost a client its connection, and with it the report of its probe. */
    boolean areDone(final boolean isFirst) {
        for (int i = 0; i < numbers.length; i++) {
            final Ledger told = clients.get(i).ledger();
            if (!told.isDone(numbers[i]) && !(isFirst && told.mayHaveMissed(numbers[i]))) {
                return false;
            }
        }
        return true;
    }

    void requireQuick(final long limitNs) {
        for (int i = 0; i < numbers.length; i++) {
            final long tookNs = clients.get(i).ledger().answerNs(numbers[i]);
            if (tookNs > limitNs) {
                throw new Violation("the report of message " + numbers[i] + " of "
                        + clients.get(i).name() + " comes " + tookNs + " ns after its acknowledgement");
            }
        }
    }
}
