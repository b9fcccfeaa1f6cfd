package io.matchlock.audit.replay.format;

import io.matchlock.audit.replay.BitstampFlow;
import io.matchlock.audit.replay.CsvFlow;
import io.matchlock.audit.replay.RecordedFlow;
import io.matchlock.audit.replay.feed.Feed;
import io.matchlock.audit.replay.feed.FeedFlow;
import io.matchlock.audit.replay.itch.ItchFeed;
import io.matchlock.audit.replay.lobster.LobsterFeed;
import io.matchlock.audit.replay.pitch.PitchFeed;
import java.nio.file.Path;

/** A format of a recorded file; in lower case it is the name on the command line. */
public enum RecordFormat {
    /** Our own: see {@link CsvFlow}. */
    CSV,
    /** Bitstamp's live order log. */
    BITSTAMP,
    /** LOBSTER's message file. */
    LOBSTER,
    /** Nasdaq TotalView-ITCH 5.0. */
    ITCH,
    /** BATS' and Cboe's TCP PITCH. */
    PITCH;

    /** {@return whether it is order-by-order market data, which can be taken straight through the engine} */
    public boolean isFeed() {
        return this != CSV && this != BITSTAMP;
    }

    /** {@return whether a file has many instruments, of which one is named} */
    public boolean needsSymbol() {
        return this == ITCH || this == PITCH;
    }

    /**
     * Opens a feed.
     *
     * @param path of the file
     * @param symbol of the instrument in the file, not looked at unless one is needed
     * @return to be closed
     * @throws IllegalStateException unless it is a feed
     * @throws io.matchlock.audit.replay.record.RecordException if it can't be opened
     */
    public Feed feed(final Path path, final String symbol) {
        return switch (this) {
            case LOBSTER -> new LobsterFeed(path);
            case ITCH -> new ItchFeed(path, symbol);
            case PITCH -> new PitchFeed(path, symbol);
            default -> throw new IllegalStateException(this + " is no feed");
        };
    }

    /**
     * Opens a flow of client orders.
     *
     * @param path of the file
     * @param symbol of the instrument in the file, not looked at unless one is needed
     * @param securityId of the instrument to trade, if the file doesn't say
     * @param quantityDecimals a quantity of 1 is 10^-this, if the file doesn't say
     * @return to be closed
     * @throws io.matchlock.audit.replay.record.RecordException if it can't be opened
     */
    public RecordedFlow flow(final Path path, final String symbol, final int securityId, final int quantityDecimals) {
        return switch (this) {
            case CSV -> new CsvFlow(path);
            case BITSTAMP -> new BitstampFlow(path, securityId, quantityDecimals);
            default -> new FeedFlow(feed(path, symbol), securityId);
        };
    }
}
