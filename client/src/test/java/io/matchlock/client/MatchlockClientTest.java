package io.matchlock.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.client.blocking.ClientEvent;
import io.matchlock.client.blocking.ClientException;
import io.matchlock.client.blocking.MatchlockClient;
import io.matchlock.client.logon.ClientCredentials;
import io.matchlock.client.logon.ClientSettings;
import io.matchlock.client.order.OrderForm;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.TimeInForce;
import io.matchlock.protocol.session.NegotiationRejectCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The blocking client against a scripted gateway on a thread of its own. */
class MatchlockClientTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final AtomicBoolean isOpen = new AtomicBoolean(true);
    private ScriptedGateway gateway;
    private Thread thread;

    @BeforeEach
    void open() throws IOException {
        gateway = new ScriptedGateway();
        thread = new Thread(this::run, "scripted-gateway");
    }

    @AfterEach
    void close() throws InterruptedException {
        isOpen.set(false);
        thread.join();
        gateway.close();
    }

    @Test
    void shouldConnectSendAndHearQueued() throws IOException {
        thread.start();
        try (MatchlockClient client = MatchlockClient.connect(settings(gateway.address()), TIMEOUT)) {
            final long number = client.newOrder(
                    77,
                    new OrderForm()
                            .of(1, 1, Side.Sell)
                            .kind(OrdType.Market, TimeInForce.IOC)
                            .quantity(5));

            final ClientEvent event = client.await(TIMEOUT).orElseThrow();

            assertEquals(new ClientEvent.Queued(event.atNs(), number, 1, 77), event);
        }
    }

    @Test
    void shouldSayWhyItWasRefused() throws IOException {
        gateway.rejectNegotiate = NegotiationRejectCode.Credentials;
        thread.start();
        final ClientSettings settings = settings(gateway.address());

        final ClientException refusal =
                assertThrows(ClientException.class, () -> MatchlockClient.connect(settings, TIMEOUT));

        assertEquals("Negotiate was rejected: Credentials no", refusal.getMessage());
    }

    @Test
    void shouldSayThatNobodyListens() throws IOException {
        thread.start();
        final ClientSettings settings = settings(new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort()));

        final ClientException refusal =
                assertThrows(ClientException.class, () -> MatchlockClient.connect(settings, Duration.ofMillis(300)));

        assertTrue(refusal.getMessage().contains("Connection refused"), refusal.getMessage());
    }

    private void run() {
        while (isOpen.get()) {
            gateway.doWork();
            Thread.onSpinWait();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static ClientSettings settings(final InetSocketAddress address) {
        return ClientSettings.of(new ClientCredentials(ScriptedGateway.KEY_ID, 1, ScriptedGateway.SECRET), address);
    }
}
