package io.matchlock.gateway.testing;

import io.matchlock.protocol.MessageShape;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.session.MessageHeaderDecoder;
import io.matchlock.protocol.session.QueuedDecoder;
import io.matchlock.protocol.session.QueuedMode;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * A client that sends orders as fast as a window allows, on two threads of its own, and insists that Queued and reports
 * come in order, each once, the Queued of an order before its report.
 */
public final class OrderStream implements AutoCloseable {
    private final RawClient client;
    private final Semaphore window;
    private final int account;
    private final Thread sender = new Thread(this::send, "order-sender");
    private final Thread receiver = new Thread(this::receive, "order-receiver");
    private volatile boolean running = true;
    private volatile long sent;
    private volatile long acknowledged;
    private volatile long reported;
    private volatile String failure;

    public OrderStream(final int port, final int window, final int account) throws IOException {
        this.account = account;
        client = new RawClient(port);
        this.window = new Semaphore(window);
        client.logOn(QueuedMode.Each);
        sender.setDaemon(true);
        receiver.setDaemon(true);
        receiver.start();
        sender.start();
    }

    /** {@return the highest number acknowledged; all below are too} */
    public long acknowledged() {
        check();
        return acknowledged;
    }

    /** {@return how many reports came} */
    public long reported() {
        check();
        return reported;
    }

    /** {@return the account that its orders are for; each ClOrdID is the order's number} */
    public int account() {
        return account;
    }

    /** Sends no more. */
    public void stop() {
        running = false;
        window.release();
    }

    /** {@return whether all that was sent is acknowledged and reported} */
    public boolean isSettled() {
        check();
        return !sender.isAlive() && acknowledged == sent && reported == sent;
    }

    @Override
    public void close() throws IOException {
        stop();
        client.close();
    }

    private void check() {
        if (failure != null) {
            throw new AssertionError(failure);
        }
    }

    private void send() {
        try {
            while (running) {
                window.acquire();
                if (running) {
                    final long number = sent + 1;
                    client.send(client.encodeOrder(0, number, number, account, 0));
                    sent = number;
                }
            }
        } catch (final IOException e) {
            fail("cannot send: " + e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void receive() {
        try {
            for (RawClient.Frame frame = client.read(); frame != null; frame = client.read()) {
                onFrame(frame);
            }
            fail("the gateway has ended the connection");
        } catch (final IOException e) {
            fail("cannot receive: " + e);
        }
    }

    private void onFrame(final RawClient.Frame frame) {
        if (frame.is(MessageShape.SESSION_SCHEMA, QueuedDecoder.TEMPLATE_ID)) {
            final long number = new QueuedDecoder()
                    .wrapAndApplyHeader(frame.bytes(), 0, new MessageHeaderDecoder())
                    .fromSeqNo();
            expect(acknowledged + 1, number, "Queued");
            acknowledged = number;
            window.release();
        } else if (frame.is(MessageShape.ORDER_SCHEMA, ExecutionReportDecoder.TEMPLATE_ID)) {
            final ExecutionReportDecoder report = new ExecutionReportDecoder()
                    .wrapAndApplyHeader(frame.bytes(), 0, new io.matchlock.protocol.order.MessageHeaderDecoder());
            expect(reported + 1, report.msgSeqNum(), "report");
            if (report.refSeqNum() > acknowledged) {
                fail("report of " + report.refSeqNum() + " before its Queued");
            }
            reported = report.msgSeqNum();
        }
    }

    private void expect(final long wanted, final long number, final String what) {
        if (wanted != number) {
            fail(what + " " + number + " where " + wanted + " belongs");
        }
    }

    private void fail(final String reason) {
        if (failure == null && running) {
            failure = reason;
        }
    }
}
