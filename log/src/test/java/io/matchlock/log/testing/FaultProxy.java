package io.matchlock.log.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A TCP proxy on a free port, between a client and a server of a test. It passes everything on, and on demand does what
 * networks do: loses the answer to a request, delays a request until its client has given up, cuts connections after so many
 * bytes. What it draws by chance follows from its seed.
 */
public final class FaultProxy implements AutoCloseable {
    /** What happens to the next request that holds a text. */
    public enum Fault {
        /** The server gets it; as soon as it answers, the client's connection is cut, and the answer is lost. */
        LOSE_ANSWER,
        /** The client's connection is cut; the server gets the request at {@link #release()}, its connection stays until then. */
        DELAY_REQUEST
    }

    private record Plan(String text, Fault fault) {}

    private static final int CHUNK = 64 * 1024;

    private final int targetPort;
    private final Random random;
    private final ServerSocket listener;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final AtomicReference<Plan> plan = new AtomicReference<>();
    private final AtomicInteger faults = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile int maxBytes;
    private volatile boolean isClosed;

    /**
     * A proxy that takes connections at once.
     *
     * @param targetPort of the server, on the loopback
     * @param seed of what it draws
     */
    public FaultProxy(final int targetPort, final long seed) {
        this.targetPort = targetPort;
        random = new Random(seed);
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** {@return the port that clients connect to} */
    public int port() {
        return listener.getLocalPort();
    }

    /** {@return how many faults there were so far} */
    public int faults() {
        return faults.get();
    }

    /** The next request that holds this ASCII text has this fault. */
    public void at(final String text, final Fault fault) {
        plan.set(new Plan(text, fault));
    }

    /** Cuts all connections, and from now on each after at most so many bytes from its server, as drawn; 0 ends that. */
    public void cutWithin(final int bytes) {
        maxBytes = bytes;
        sockets.forEach(FaultProxy::close);
        sockets.clear();
    }

    /** Servers get the requests that were delayed. */
    public void release() {
        released.countDown();
    }

    @Override
    public void close() {
        isClosed = true;
        release();
        close(listener);
        sockets.forEach(FaultProxy::close);
        for (final Thread thread : threads) {
            try {
                thread.join();
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void accept() {
        while (!isClosed) {
            try {
                final Socket client = listener.accept();
                final Socket server = new Socket(InetAddress.getLoopbackAddress(), targetPort);
                final Link link = new Link(client, server, maxBytes == 0 ? Long.MAX_VALUE : random.nextInt(maxBytes));
                sockets.addAll(List.of(client, server));
                start(link::carryRequests);
                start(link::carryAnswers);
            } catch (final IOException e) {
                faults.incrementAndGet(); // the server is not there, or the proxy is closed
            }
        }
    }

    private void start(final Runnable work) {
        final Thread thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private static void close(final Closeable resource) {
        try {
            resource.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection: a thread for each direction. */
    private final class Link {
        private final Socket client;
        private final Socket server;
        private long bytesLeft;
        private volatile boolean losesAnswers;

        Link(final Socket client, final Socket server, final long bytesLeft) {
            this.client = client;
            this.server = server;
            this.bytesLeft = bytesLeft;
        }

        void carryRequests() {
            final byte[] chunk = new byte[CHUNK];
            try {
                final InputStream in = client.getInputStream();
                final OutputStream out = server.getOutputStream();
                for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
                    if (isPlanned(chunk, read) == Fault.DELAY_REQUEST) {
                        close(client);
                        released.await();
                    }
                    out.write(chunk, 0, read);
                }
            } catch (final IOException e) {
                close(client);
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            close(server);
        }

        void carryAnswers() {
            final byte[] chunk = new byte[CHUNK];
            try {
                final InputStream in = server.getInputStream();
                final OutputStream out = client.getOutputStream();
                for (int read = in.read(chunk); read > 0 && !losesAnswers; read = in.read(chunk)) {
                    out.write(chunk, 0, (int) Math.min(read, bytesLeft));
                    bytesLeft -= read;
                    if (bytesLeft <= 0) {
                        faults.incrementAndGet();
                        break;
                    }
                }
            } catch (final IOException e) {
                bytesLeft = 0;
            }
            close(client);
        }

        private Fault isPlanned(final byte[] chunk, final int length) {
            final Plan planned = plan.get();
            if (planned == null || !holds(chunk, length, planned.text()) || !plan.compareAndSet(planned, null)) {
                return null;
            }
            faults.incrementAndGet();
            losesAnswers = planned.fault() == Fault.LOSE_ANSWER;
            return planned.fault();
        }

        private static boolean holds(final byte[] chunk, final int length, final String text) {
            return new String(chunk, 0, length, StandardCharsets.ISO_8859_1).contains(text);
        }
    }
}
