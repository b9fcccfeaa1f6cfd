package io.matchlock.client.blocking;

import io.matchlock.client.ClientSession;
import io.matchlock.client.ClientSessions;
import io.matchlock.client.Offer;
import io.matchlock.client.SessionState;
import io.matchlock.client.logon.ClientSettings;
import io.matchlock.client.order.OrderForm;
import io.matchlock.protocol.DurationText;
import io.matchlock.protocol.order.MassActionScope;
import io.matchlock.protocol.order.Side;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;

/**
 * A session with blocking calls and events as records. A thread of its own does the session's work, so that the session stays alive
 * while its user thinks. Any thread may use it. Every call that sends throws {@link ClientException} if the session is over or takes
 * no message in time. For speed use {@link ClientSession}.
 */
public final class MatchlockClient implements AutoCloseable {
    private static final int MAX_COMMANDS = 256;
    private static final long IDLE_WAIT_MS = 10;

    private record Command(ToLongFunction<ClientSession> action, CompletableFuture<Long> result) {}

    private final BlockingQueue<Command> commands = new ArrayBlockingQueue<>(MAX_COMMANDS);
    private final EventQueue queue = new EventQueue();
    private final ClientSessions sessions = new ClientSessions();
    private final Duration timeout;
    private final ClientSettings settings;
    private final Thread thread;
    private volatile boolean isClosing;

    private MatchlockClient(final ClientSettings settings, final Duration timeout) {
        this.settings = settings;
        this.timeout = timeout;
        thread = new Thread(this::run, "matchlock-client");
        thread.setDaemon(true);
    }

    /**
     * Connects, negotiates and establishes.
     *
     * @param settings of the session
     * @param timeout for this, and for each call after
     * @return a client whose session stands
     * @throws ClientException if the session was refused, or doesn't stand in time
     */
    public static MatchlockClient connect(final ClientSettings settings, final Duration timeout) {
        final MatchlockClient client = new MatchlockClient(settings, timeout);
        client.thread.start();
        try {
            client.awaitEstablished();
            return client;
        } catch (final ClientException e) {
            client.close();
            throw e;
        }
    }

    /**
     * Sends a cancel of an order by its ClOrdID.
     *
     * @param clOrdId of the cancel itself
     * @param origClOrdId of the order
     * @param securityId of the instrument
     * @param side of the order
     * @return the message's client number
     */
    public long cancel(final long clOrdId, final long origClOrdId, final int securityId, final Side side) {
        return perform(session -> session.cancel(clOrdId, origClOrdId, ClientSession.NO_ID, securityId, side));
    }

    /**
     * Sends a new order; its Queued and reports come as events.
     *
     * @param clOrdId unique in the session while the order lives
     * @param terms what it asks for
     * @return the message's client number
     */
    public long newOrder(final long clOrdId, final OrderForm terms) {
        return perform(session -> session.newOrder(clOrdId, terms));
    }

    /**
     * Sends a replace of an order by its ClOrdID, which gives it all its terms anew.
     *
     * @param clOrdId the order's new one
     * @param origClOrdId of the order
     * @param terms what the order is to be
     * @param isTotal whether the quantity is the total, with what is filled already; if not, it is what is to be open
     * @return the message's client number
     */
    public long replace(final long clOrdId, final long origClOrdId, final OrderForm terms, final boolean isTotal) {
        return perform(session -> session.replace(clOrdId, origClOrdId, ClientSession.NO_ID, terms, isTotal));
    }

    /**
     * Sends a mass cancel of the session's orders; the reports come as events.
     *
     * @param clOrdId of the request itself
     * @param scope which orders are meant
     * @param securityId of the instrument, {@link ClientSession#NO_SECURITY} for any
     * @param account unsigned, {@link ClientSession#NO_ID} for any
     * @param side of the orders, null for both
     * @return the message's client number
     */
    public long massCancel(
            final long clOrdId,
            final MassActionScope scope,
            final int securityId,
            final long account,
            final Side side) {
        return perform(session -> session.massCancel(clOrdId, scope, securityId, account, side));
    }

    /**
     * Asks for the instruments; they come as events.
     *
     * @param requestId comes back in the answers
     */
    public void securityList(final long requestId) {
        perform(session -> session.securityList(requestId));
    }

    /**
     * The next event.
     *
     * @param wait at most this long
     * @return empty if none came
     */
    public Optional<ClientEvent> await(final Duration wait) {
        try {
            return Optional.ofNullable(queue.events().poll(wait.toNanos(), TimeUnit.NANOSECONDS));
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** {@return how many events were dropped because 65,536 waited already} */
    public long droppedEvents() {
        return queue.dropped();
    }

    /** Terminates the session's connection and ends the thread. */
    @Override
    public void close() {
        isClosing = true;
        sessions.wakeUp();
        try {
            thread.join(timeout.toMillis());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitEstablished() {
        final long deadlineNs = System.nanoTime() + timeout.toNanos();
        String reason = "no gateway answered";
        while (System.nanoTime() - deadlineNs < 0) {
            final ClientEvent event = await(Duration.ofMillis(IDLE_WAIT_MS)).orElse(null);
            if (event instanceof ClientEvent.Established) {
                return;
            }
            if (event instanceof ClientEvent.Disconnected disconnected) {
                reason = disconnected.reason();
                if (disconnected.isFinal()) {
                    throw disconnected.isSessionOver() ? new SessionOverException(reason) : new ClientException(reason);
                }
            }
        }
        throw new ClientException(
                "no session with " + settings.gateways() + " within " + DurationText.of(timeout) + ": " + reason);
    }

    private long perform(final ToLongFunction<ClientSession> action) {
        final Command command = new Command(action, new CompletableFuture<>());
        if (isClosing || !commands.offer(command)) {
            throw new ClientException("the client is closed or has too many commands waiting");
        }
        sessions.wakeUp();
        try {
            return command.result().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (final TimeoutException e) {
            throw new ClientException("the session took no message within " + DurationText.of(timeout));
        } catch (final ExecutionException e) {
            throw new ClientException(e.getCause().getMessage());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientException("interrupted");
        }
    }

    private void run() {
        try (sessions) {
            final ClientSession session = new ClientSession(settings, queue);
            sessions.add(session);
            while (!isClosing) {
                final int done = offerCommands(session);
                sessions.doWork(System.nanoTime(), done == 0 ? waitMs() : 0);
            }
            session.terminate();
            while (session.state() != SessionState.CLOSED) {
                sessions.doWork(System.nanoTime(), IDLE_WAIT_MS);
            }
        }
    }

    private long waitMs() {
        return commands.isEmpty() ? IDLE_WAIT_MS : 1;
    }

    private int offerCommands(final ClientSession session) {
        final Command command = commands.peek();
        if (command == null) {
            return 0;
        }
        final long result = command.action().applyAsLong(session);
        if (result == Offer.NOT_ESTABLISHED || result == Offer.BACK_PRESSURED) {
            return 0;
        }
        commands.remove();
        if (result == Offer.CLOSED) {
            command.result().completeExceptionally(new ClientException("the session is over"));
        } else {
            command.result().complete(result);
        }
        return 1;
    }
}
