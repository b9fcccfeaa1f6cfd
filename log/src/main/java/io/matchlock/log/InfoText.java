package io.matchlock.log;

/** Looks up fields in the text that Redis answers to INFO: lines of {@code name:value}. */
final class InfoText {
    private InfoText() {}

    static String text(final String info, final String name) {
        return info.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst()
                .orElse("");
    }

    static long number(final String info, final String name) {
        final String text = text(info, name);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }
}
