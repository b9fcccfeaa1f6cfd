package io.matchlock.audit.sim.postgres;

import io.matchlock.persister.fold.RowBatch;
import io.matchlock.persister.store.StoreTransaction;
import io.matchlock.persister.store.jdbc.CopyWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Two clients of one ledger ask what a seed gives, and never what would have to wait. */
final class RandomQuestions {
    private static final int QUESTIONS = 10;

    private final LedgerServer server;
    private final List<RowBatch> batches;
    private final Random random;
    private final List<String> said = new ArrayList<>();
    private final List<LedgerServer.Client> clients = new ArrayList<>();
    private final List<CopyWriter> writers = new ArrayList<>();
    private final StoreTransaction[] open = new StoreTransaction[1];
    private int holder = -1;
    private int next;

    RandomQuestions(final LedgerServer server, final List<RowBatch> batches, final long seed) {
        this.server = server;
        this.batches = batches;
        random = new Random(seed);
        for (int i = 0; i < 2; i++) {
            clients.add(server.client());
            writers.add(new CopyWriter(clients.get(i).store()));
        }
    }

    List<String> ask(final int questions) {
        for (int i = 0; i < questions && next + 2 < batches.size(); i++) {
            final int client = holder < 0 ? random.nextInt(2) : 1 - holder;
            ask(client, random.nextInt(QUESTIONS));
        }
        if (holder >= 0) {
            end(true);
        }
        return said;
    }

    /** While one holds the lock, the other one asks only what does not need it. */
    private void ask(final int client, final int question) {
        switch (question) {
            case 0 -> say(client, writers.get(client)::checkpoint);
            case 1 -> write(client, next + 1);
            case 2 -> write(client, next > 0 ? next - 1 : next + 1);
            case 3 -> cut();
            case 4, 5, 6 -> {
                if (holder >= 0) {
                    end(question == 4);
                } else {
                    begin(client);
                }
            }
            case 7 -> {
                if (holder < 0) {
                    loseAnswer(client);
                }
            }
            default -> {
                if (holder < 0) {
                    write(client, next++);
                }
            }
        }
    }

    private void write(final int client, final int batch) {
        say(client, () -> writers.get(client).write(batches.get(batch)));
    }

    private void begin(final int client) {
        holder = client;
        say(client, () -> Steps.begin(clients.get(client), open) + Steps.move(open[0], batches.get(next)));
        say(client, () -> Steps.copy(open[0], batches.get(next)));
    }

    private void end(final boolean isCommitted) {
        if (isCommitted) {
            say(holder, () -> Steps.change(open[0], batches.get(next)) + Steps.commit(open[0]));
        }
        say(holder, () -> Steps.close(open[0]));
        next += isCommitted ? 1 : 0;
        holder = -1;
    }

    /** Whoever uses a connection next finds out, or has found out before: which of the two is up to chance. */
    private void cut() {
        server.cut();
        for (int i = 0; i < 2; i++) {
            final CopyWriter writer = writers.get(i);
            if (i == holder) {
                say(i, () -> Steps.commit(open[0]));
                say(i, () -> Steps.close(open[0]));
                holder = -1;
            }
            clients.get(i).run(writer::checkpoint);
            say(i, writer::settledCheckpoint);
        }
    }

    private void loseAnswer(final int client) {
        server.loseNextCommit(CommitFate.DONE);
        write(client, next++);
        server.keepCommits();
        say(client, writers.get(client)::settledCheckpoint);
    }

    private void say(final int client, final java.util.concurrent.Callable<?> question) {
        said.add(client + " " + clients.get(client).run(question));
    }
}
