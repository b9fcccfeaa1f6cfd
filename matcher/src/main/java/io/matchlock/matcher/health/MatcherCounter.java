package io.matchlock.matcher.health;

/** What a matcher counts. Each counter has one writing thread. */
public enum MatcherCounter {
    /** Orders entries applied, void ones included. */
    ENTRIES_APPLIED("orders entries applied"),
    /** Entries that were not their chain's next. */
    ENTRIES_VOID("orders entries that were void"),
    /** Records handed to the engine. */
    RECORDS_APPLIED("records applied"),
    /** Entries that came a second time, by either way. */
    ENTRIES_DUPLICATE("orders entries that had been applied before"),
    /** Entries that came early and waited. */
    ENTRIES_HELD("orders entries that came early and waited"),
    /** Entries that came too early to wait; the log gives them again. */
    ENTRIES_TOO_FAR("orders entries too far ahead to wait"),
    /** Messages on Aeron that are no sound entry; the log gives the true one. */
    MESSAGES_UNSOUND("Aeron messages that were no sound entry"),
    /** Messages on Aeron of another segment's gateway. */
    MESSAGES_FOREIGN("Aeron messages of another segment"),
    /** Messages on Aeron of entries that a start of the log's server had which is not the present one. */
    MESSAGES_STALE("Aeron messages of another start of the log's server"),
    /** Entries that the log gave. */
    ENTRIES_HEALED("orders entries read from the log"),
    /** How often the log was asked. */
    HEALS_ASKED("times the log was asked for entries"),
    /** How often the log had nothing of what Aeron had told. */
    HEALS_IN_VAIN("times the log lacked entries that Aeron had told of"),
    /** Connections to the log lost by the healer. */
    HEALER_RECONNECTS("connections to the log lost by the healer"),
    /** Parts of events entries handed to Aeron. */
    PARTS_PUBLISHED("event parts published"),
    /** Parts that Aeron would not take, never offered again. */
    PARTS_DROPPED("event parts that Aeron would not take"),
    /** Turns in which the journal's ring had no room. */
    JOURNAL_WAITS("waits for room in the journal's ring"),
    /** Events entries written. */
    ENTRIES_WRITTEN("events entries written"),
    /** Events entries that were there already, with the same bytes. */
    ENTRIES_FOUND("events entries found written"),
    /** Transactions with which events entries were written. */
    FLUSHES("events flushes"),
    /** Flushes that Redis refused for want of memory. */
    FLUSHES_REFUSED("events flushes refused"),
    /** Connections to the log lost by the journal. */
    JOURNAL_RECONNECTS("connections to the log lost by the journal"),
    /** Aeron clients built. */
    AERON_CLIENTS("Aeron clients built"),
    /** Attempts to build one that failed. */
    AERON_FAILURES("Aeron clients that could not be built");

    private final String label;

    MatcherCounter(final String label) {
        this.label = label;
    }

    /** {@return a few words for people} */
    public String label() {
        return label;
    }
}
