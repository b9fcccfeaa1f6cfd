package io.matchlock.exchange.segment;

import io.matchlock.protocol.order.SecurityTradingStatus;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statuses that an instrument can have, by the words that operators use. */
public enum TradingStatus {
    PRE_OPEN("pre-open", SecurityTradingStatus.PreOpen),
    AUCTION("auction", SecurityTradingStatus.PreCross),
    CONTINUOUS("continuous", SecurityTradingStatus.ReadyToTrade),
    HALTED("halted", SecurityTradingStatus.TradingHalt),
    CLOSED("closed", SecurityTradingStatus.NotAvailableForTrading);

    private final String word;
    private final SecurityTradingStatus code;

    TradingStatus(final String word, final SecurityTradingStatus code) {
        this.word = word;
        this.code = code;
    }

    /** {@return FIX 326} */
    public int code() {
        return code.value();
    }

    /** {@return as operators write it} */
    public String word() {
        return word;
    }

    /**
     * Finds a status.
     *
     * @param word as operators write it
     * @return the status, or nothing if there is none
     */
    public static Optional<TradingStatus> find(final String word) {
        final String wanted = word.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(status -> status.word.equals(wanted))
                .findFirst();
    }

    /** {@return all words, for a sentence} */
    public static String words() {
        return Arrays.stream(values()).map(TradingStatus::word).collect(Collectors.joining(", "));
    }
}
