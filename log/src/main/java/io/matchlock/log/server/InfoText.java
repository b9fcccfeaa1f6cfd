package io.matchlock.log.server;

/** Looks up fields in the text that Redis answers to INFO: lines of {@code name:value}. */
public final class InfoText {
    private InfoText() {}

    /**
     * A field's text.
     *
     * @param info the answer to INFO
     * @param name of the field
     * @return empty if there is no such field
     */
    public static String text(final String info, final String name) {
        return info.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst()
                .orElse("");
    }

    /**
     * A field's number.
     *
     * @param info the answer to INFO
     * @param name of the field
     * @return 0 if there is no such field
     */
    public static long number(final String info, final String name) {
        final String text = text(info, name);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }
}
