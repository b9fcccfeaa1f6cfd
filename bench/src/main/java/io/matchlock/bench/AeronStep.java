package io.matchlock.bench;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import java.util.Locale;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

/**
 * The matcher's way into Aeron: a real driver with a publication as the matcher's and one that reads it. Driver, client and reader
 * have no threads; {@link #drain} does their work between timed turns, so that only the offer is timed, on any number of cores.
 */
final class AeronStep implements AutoCloseable {
    private static final String CHANNEL = "aeron:ipc?term-length=4m|mtu=1408"; // as the settings have it by default
    private static final int STREAM_ID = 1;
    private static final int FRAGMENTS = Integer.MAX_VALUE;

    private final FragmentHandler reader = this::onFragment;
    private final MediaDriver driver;
    private final Aeron aeron;
    private final Subscription subscription;
    private final ExclusivePublication publication;
    private long readBytes;
    private long offered;
    private long refused;

    private AeronStep(final MediaDriver driver, final Aeron aeron) {
        this.driver = driver;
        this.aeron = aeron;
        this.subscription = aeron.addSubscription(CHANNEL, STREAM_ID);
        this.publication = aeron.addExclusivePublication(CHANNEL, STREAM_ID);
    }

    /** Launches all of it. */
    static AeronStep launch() {
        final MediaDriver driver = MediaDriver.launchEmbedded(new MediaDriver.Context()
                .threadingMode(ThreadingMode.INVOKER)
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true));
        try {
            final Aeron aeron = Aeron.connect(new Aeron.Context()
                    .aeronDirectoryName(driver.aeronDirectoryName())
                    .driverAgentInvoker(driver.sharedAgentInvoker())
                    .useConductorAgentInvoker(true));
            return connected(new AeronStep(driver, aeron));
        } catch (final RuntimeException e) {
            CloseHelper.quietClose(driver);
            throw e;
        }
    }

    private static AeronStep connected(final AeronStep step) {
        while (!step.publication.isConnected()) {
            step.drain();
        }
        return step;
    }

    /** Offers a part as the matcher does: again only where a term has just ended. */
    void offer(final DirectBuffer buffer, final int offset, final int length) {
        long result = publication.offer(buffer, offset, length);
        if (result == Publication.ADMIN_ACTION) {
            result = publication.offer(buffer, offset, length);
        }
        offered++;
        if (result < 0) {
            refused++;
        }
    }

    /** Reads what was offered and lets the driver and the client work. */
    void drain() {
        subscription.poll(reader, FRAGMENTS);
        driver.sharedAgentInvoker().invoke();
        aeron.conductorAgentInvoker().invoke();
    }

    /** What was offered, refused and read so far. */
    String counts() {
        return String.format(
                Locale.ROOT, "%,d parts offered, %,d of them refused, %,d bytes read", offered, refused, readBytes);
    }

    @Override
    public void close() {
        CloseHelper.closeAll(aeron, driver);
    }

    private void onFragment(final DirectBuffer buffer, final int offset, final int length, final Header header) {
        readBytes += length;
    }
}
