package io.matchlock.exchange.settings;

/** Where an effective value comes from, the weakest first. */
public enum Origin {
    DEFAULT("default"),
    FILE("file"),
    ENVIRONMENT("environment"),
    FLAG("flag");

    private final String text;

    Origin(final String text) {
        this.text = text;
    }

    /** {@return the word for it} */
    public String text() {
        return text;
    }
}
